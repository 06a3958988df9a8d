/*
 * Preloaded into a process, writes down in order what becomes of the files in one folder, and what
 * the process prints: TRACE_FOLDER, TRACE_FILE. Nothing is really synchronized with the disk. With
 * TRACE_DIE_AT_SYNC=n the process dies when it asks for that the n-th time.
 *
 * An event: its kind (1 byte), the length of the file's name (2), the name, the offset (8), the
 * length of the data (4), the data. Numbers are little-endian.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;
static int trace = -1;
static long syncs_left = -1;
static const char *folder;
static size_t folder_length;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static int (*real_ftruncate)(int, off64_t);
static int (*real_unlink)(const char *);

__attribute__((constructor)) static void begin(void) {
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  const char *die = getenv("TRACE_DIE_AT_SYNC");
  syncs_left = die ? atol(die) : -1;
  folder = getenv("TRACE_FOLDER");
  const char *file = getenv("TRACE_FILE");
  if (folder && file) {
    folder_length = strlen(folder);
    trace = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  }
}

static const char *inside(const char *path) {
  int within = trace >= 0 && strncmp(path, folder, folder_length) == 0 &&
               path[folder_length] == '/';
  return within ? path + folder_length + 1 : NULL;
}

static const char *name_of(int fd, char *path) {
  char link[64];
  if (trace < 0 || fd == trace) return NULL;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, 4095);
  if (length < 0) return NULL;
  path[length] = 0;
  return inside(path);
}

static void note(char kind, const char *name, uint64_t offset, const void *data, uint32_t length) {
  unsigned char head[15];
  uint16_t named = (uint16_t)strlen(name);
  memcpy(head, &kind, 1);
  memcpy(head + 1, &named, 2);
  unsigned char tail[12];
  memcpy(tail, &offset, 8);
  memcpy(tail + 8, &length, 4);
  struct iovec parts[4] = {
      {head, 3}, {(void *)name, named}, {tail, 12}, {(void *)data, length}};
  if (writev(trace, parts, 4) < 0) abort();
}

static ssize_t traced_pwrite(int fd, const void *data, size_t length, off64_t offset) {
  char path[4096];
  const char *name = name_of(fd, path);
  if (!name) return real_pwrite(fd, data, length, offset);
  pthread_mutex_lock(&order);
  ssize_t written = real_pwrite(fd, data, length, offset);
  if (written > 0) note('W', name, (uint64_t)offset, data, (uint32_t)written);
  pthread_mutex_unlock(&order);
  return written;
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
  return traced_pwrite(fd, data, length, offset);
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
  return traced_pwrite(fd, data, length, offset);
}

ssize_t write(int fd, const void *data, size_t length) {
  char path[4096];
  const char *name = fd == 1 && trace >= 0 ? "" : name_of(fd, path);
  if (!name) return real_write(fd, data, length);
  pthread_mutex_lock(&order);
  off64_t offset = fd == 1 ? 0 : lseek64(fd, 0, SEEK_CUR);
  ssize_t written = real_write(fd, data, length);
  if (written > 0) note(fd == 1 ? 'A' : 'W', name, (uint64_t)offset, data, (uint32_t)written);
  pthread_mutex_unlock(&order);
  return written;
}

static int traced_ftruncate(int fd, off64_t size) {
  char path[4096];
  const char *name = name_of(fd, path);
  if (!name) return real_ftruncate(fd, size);
  pthread_mutex_lock(&order);
  int answer = real_ftruncate(fd, size);
  if (answer == 0) note('T', name, (uint64_t)size, "", 0);
  pthread_mutex_unlock(&order);
  return answer;
}

int ftruncate64(int fd, off64_t size) { return traced_ftruncate(fd, size); }

int ftruncate(int fd, off_t size) { return traced_ftruncate(fd, size); }

static int traced_sync(int fd) {
  char path[4096];
  const char *name = name_of(fd, path);
  if (!name) return 0;
  pthread_mutex_lock(&order);
  if (syncs_left > 0 && --syncs_left == 0) _exit(3);
  note('S', name, 0, "", 0);
  pthread_mutex_unlock(&order);
  return 0;
}

int fsync(int fd) { return traced_sync(fd); }

int fdatasync(int fd) { return traced_sync(fd); }

int unlink(const char *path) {
  const char *name = inside(path);
  if (!name) return real_unlink(path);
  pthread_mutex_lock(&order);
  int answer = real_unlink(path);
  if (answer == 0) note('U', name, 0, "", 0);
  pthread_mutex_unlock(&order);
  return answer;
}
