package io.cairn.registry.core.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.error.DiscoveryException;
import io.cairn.registry.error.DiscoveryException.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("P8")
class LocalFilesTest {
  @TempDir Path folder;

  private final DiscoveryEngine engine = DiscoveryEngine.builder().build();
  private Path inside;
  private Path secret;
  private DiscoveryOptions rooted;

  @BeforeEach
  void files() throws IOException {
    Path root = Files.createDirectories(folder.resolve("root"));
    inside = Files.writeString(root.resolve("a.csv"), "a,b\n1,2\n");
    secret = Files.writeString(folder.resolve("secret.csv"), "a,b\n1,2\n");
    rooted = DiscoveryOptions.builder().allowedRoots(List.of(root)).build();
  }

  private DiscoveryException refused(URI source, DiscoveryOptions options) {
    DiscoveryException refused =
        catchThrowableOfType(DiscoveryException.class, () -> engine.discover(source, options));
    assertThat(refused).isNotNull();
    return refused;
  }

  @Test
  void aFileIsReadWhereverItIsByDefault() {
    assertThat(engine.discover(secret.toUri()).profile().records()).isEqualTo(1);
  }

  @Test
  void aFileUnderARootIsRead() {
    assertThat(engine.discover(inside.toUri(), rooted).profile().records()).isEqualTo(1);
  }

  @Test
  void aFileOutsideOfTheRootsIsRefusedHoweverItIsReached() throws IOException {
    Path link = Files.createSymbolicLink(inside.resolveSibling("link.csv"), secret);
    Path linked = Files.createSymbolicLink(inside.resolveSibling("up"), folder);
    List<URI> ways =
        List.of(
            secret.toUri(),
            URI.create(inside.getParent().toUri() + "../secret.csv"),
            link.toUri(),
            linked.resolve("secret.csv").toUri(),
            folder.resolve("nothing-here.csv").toUri());
    for (URI way : ways) {
      DiscoveryException refused = refused(way, rooted);
      assertThat(refused.reason()).as(way.toString()).isEqualTo(Reason.UNREADABLE);
      assertThat(refused).hasMessageContaining("outside of the allowed roots");
    }
  }

  @Test
  void aLinkThatStaysUnderTheRootIsFollowed() throws IOException {
    Path link = Files.createSymbolicLink(inside.resolveSibling("link.csv"), inside);
    assertThat(engine.discover(link.toUri(), rooted).profile().records()).isEqualTo(1);
  }

  @Test
  void aRootMayItselfBeALink() throws IOException {
    Path alias = Files.createSymbolicLink(folder.resolve("alias"), inside.getParent());
    DiscoveryOptions options = DiscoveryOptions.builder().allowedRoots(List.of(alias)).build();
    assertThat(engine.discover(inside.toUri(), options).format()).isEqualTo("CSV");
    assertThat(engine.discover(alias.resolve("a.csv").toUri(), options).format()).isEqualTo("CSV");
  }

  @Test
  void aMissingFileIsUnreadable() {
    DiscoveryException refused =
        refused(folder.resolve("none.csv").toUri(), DiscoveryOptions.defaults());
    assertThat(refused.reason()).isEqualTo(Reason.UNREADABLE);
    assertThat(refused).hasMessageContaining("no such file");
  }

  @Test
  void aFolderIsRefused() {
    DiscoveryException refused = refused(folder.toUri(), DiscoveryOptions.defaults());
    assertThat(refused.reason()).isEqualTo(Reason.UNSUPPORTED_LOCATION);
    assertThat(refused).hasMessageContaining("folder");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no devices among its files")
  void aDeviceIsRefused() {
    Path zero = Path.of("/dev/zero");
    DiscoveryException refused = refused(zero.toUri(), DiscoveryOptions.defaults());
    assertThat(refused.reason()).isEqualTo(Reason.UNSUPPORTED_LOCATION);
    assertThat(refused).hasMessageContaining("device");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:a.csv",
        "file://host/a.csv",
        "file:///a.csv?x=1",
        "file:///a.csv#x",
        "file:///a%00b.csv"
      })
  void aUriOfAnotherFormIsRefused(String uri) {
    DiscoveryException refused = refused(URI.create(uri), DiscoveryOptions.defaults());
    assertThat(refused.reason()).isEqualTo(Reason.UNSUPPORTED_LOCATION);
    assertThat(refused).hasMessageContaining("file:///absolute/path");
  }
}
