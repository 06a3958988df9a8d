import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;
import static org.junit.platform.launcher.TagFilter.excludeTags;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Fails, naming each, when a compiled test class has tests that no report of this build counts.
 * JUnit itself says which classes have tests, whatever their names, so misnamed classes and those
 * that only inherit tests are found too.
 *
 * <p>Arguments: the module's build directory, the instant the build started, the excluded tags
 * separated by commas.
 */
final class CheckTestsRan {

  public static void main(String[] args) throws Exception {
    Path target = Path.of(args[0]);
    Path classes = target.resolve("test-classes");
    if (Files.notExists(classes)) {
      return;
    }
    Set<String> expected = classesWithTests(classes, args[2].split(","));
    Set<String> missing = new TreeSet<>(expected);
    missing.removeAll(classesThatRan(target.resolve("surefire-reports"), Instant.parse(args[1])));
    missing.forEach(name -> System.err.println("This test class did not run: " + name));
    if (!missing.isEmpty()) {
      System.exit(1);
    }
    System.out.println("All test classes ran: " + expected.size());
  }

  private static Set<String> classesWithTests(Path classes, String[] excludedTags) {
    var request =
        request()
            .selectors(selectClasspathRoots(Set.of(classes)))
            .filters(excludeTags(excludedTags))
            .build();
    TestPlan plan = LauncherFactory.create().discover(request);
    Set<String> names = new TreeSet<>();
    for (TestIdentifier root : plan.getRoots()) {
      for (TestIdentifier found : plan.getDescendants(root)) {
        if (plan.getChildren(found).isEmpty()) {
          names.add(topLevelClass(plan, found));
        }
      }
    }
    return names;
  }

  private static String topLevelClass(TestPlan plan, TestIdentifier found) {
    List<String> enclosing = new ArrayList<>();
    for (var id = found; id != null; id = plan.getParent(id).orElse(null)) {
      id.getSource()
          .filter(ClassSource.class::isInstance)
          .ifPresent(source -> enclosing.add(((ClassSource) source).getClassName()));
    }
    return enclosing.get(enclosing.size() - 1);
  }

  private static Set<String> classesThatRan(Path reports, Instant start) throws Exception {
    Set<String> names = new HashSet<>();
    if (Files.notExists(reports)) {
      return names;
    }
    try (var files = Files.newDirectoryStream(reports, "TEST-*.xml")) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(start)) {
          continue;
        }
        try (var in = Files.newInputStream(file)) {
          var suite = XMLInputFactory.newFactory().createXMLStreamReader(in);
          suite.nextTag();
          if (count(suite, "tests") > count(suite, "skipped")) {
            names.add(suite.getAttributeValue(null, "name").replaceAll("\\$.*", ""));
          }
        }
      }
    }
    return names;
  }

  private static int count(XMLStreamReader suite, String attribute) {
    return Integer.parseInt(suite.getAttributeValue(null, attribute));
  }
}
