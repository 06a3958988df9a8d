package io.cairn.registry.testkit.avro;

import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.schema.Schema;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One reader and one writer, seen by both.
 *
 * @param cairn whether Cairn says that the data can be read
 * @param avro whether Avro says so
 * @param differences why they differ; empty if they do not
 * @param unlisted what of the disagreement no listed difference covers; empty text if nothing
 */
record SecondOpinion(boolean cairn, boolean avro, Set<Difference> differences, String unlisted) {

  static SecondOpinion of(Opinion opinion, Schema reader, Schema writer) {
    CompatibilityReport report = opinion.checker().check(reader, writer);
    org.apache.avro.Schema avroReader = AvroSchemas.reader(reader);
    org.apache.avro.Schema avroWriter = AvroSchemas.writer(writer, reader);
    boolean reads = AvroRefusals.reads(avroReader, avroWriter);
    if (report.isCompatible() == reads) {
      return new SecondOpinion(reads, reads, Set.of(), "");
    }
    return reads
        ? refused(opinion, report.violations(), reader)
        : accepted(opinion, avroReader, avroWriter);
  }

  boolean agreed() {
    return cairn == avro;
  }

  private static SecondOpinion refused(Opinion opinion, List<Violation> violations, Schema reader) {
    Set<Difference> found = EnumSet.noneOf(Difference.class);
    String unlisted = "";
    for (Violation violation : violations) {
      Optional<Difference> difference =
          CairnRefusals.difference(violation, reader).filter(opinion.differences()::contains);
      difference.ifPresent(found::add);
      if (difference.isEmpty()) {
        unlisted += "Avro reads it although " + violation.explain() + '\n';
      }
    }
    return new SecondOpinion(false, true, found, unlisted);
  }

  private static SecondOpinion accepted(
      Opinion opinion, org.apache.avro.Schema reader, org.apache.avro.Schema writer) {
    Optional<Set<Difference>> found =
        AvroRefusals.differences(reader, writer).filter(opinion.differences()::containsAll);
    return new SecondOpinion(
        true,
        false,
        found.orElse(Set.of()),
        found.isPresent() ? "" : "Avro refuses " + writer + " for " + reader);
  }
}
