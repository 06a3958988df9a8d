package io.cairn.registry.core.versions;

import io.cairn.registry.Subject;
import io.cairn.registry.SubjectEvent;
import io.cairn.registry.SubjectListener;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who wants to know of which subject. Thread-safe. */
final class Listeners {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final ConcurrentHashMap<Subject, List<Subscribed>> bySubject = new ConcurrentHashMap<>();

  /** One subscription; the same listener may have several. */
  private final class Subscribed implements SubjectListener.Subscription {
    private final Subject subject;
    private final SubjectListener listener;

    Subscribed(Subject subject, SubjectListener listener) {
      this.subject = subject;
      this.listener = listener;
    }

    @Override
    public void close() {
      bySubject.computeIfPresent(
          subject,
          (any, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
    }
  }

  SubjectListener.Subscription add(Subject subject, SubjectListener listener) {
    Subscribed subscribed = new Subscribed(subject, listener);
    bySubject.compute(
        subject,
        (any, present) -> {
          List<Subscribed> all = present == null ? new CopyOnWriteArrayList<>() : present;
          all.add(subscribed);
          return all;
        });
    return subscribed;
  }

  /** Whether anybody wants to know of the subject. */
  boolean areFor(Subject subject) {
    return bySubject.containsKey(subject);
  }

  void tell(SubjectEvent event) {
    for (Subscribed subscribed : bySubject.getOrDefault(event.subject(), List.of())) {
      try {
        subscribed.listener.on(event);
      } catch (RuntimeException | Error thrown) {
        LOG.warn(
            "A listener of {} threw on {}; the change itself has succeeded.",
            event.subject(),
            event,
            thrown);
      }
    }
  }
}
