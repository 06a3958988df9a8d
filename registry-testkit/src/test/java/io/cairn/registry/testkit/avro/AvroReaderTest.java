package io.cairn.registry.testkit.avro;

import static io.cairn.registry.schema.DataType.array;
import static io.cairn.registry.schema.DataType.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.io.EOFException;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroTypeException;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Where Avro's reader refuses what its checker accepts, and the comparison goes around it. When one
 * of these fails, the reader has been mended, and the detour can go.
 */
@Tag("C1")
class AvroReaderTest {

  /** See {@link AvroData#read}. */
  @Test
  void anArrayOfPromotedNumbersIsRefusedWhereItIsShortInTheWritersForm() {
    Schema integers = Schema.of(Field.required("n", array(ScalarType.INT)));
    Schema doubles = Schema.of(Field.required("n", array(ScalarType.DOUBLE)));
    org.apache.avro.Schema writer = AvroSchemas.writer(integers, doubles);
    org.apache.avro.Schema reader = AvroSchemas.reader(doubles);
    GenericData.Record value = new GenericData.Record(writer);
    value.put("n", List.of(1, 2));
    byte[] data = AvroData.write(writer, value);

    assertThat(AvroRefusals.reads(reader, writer)).isTrue();
    assertThatThrownBy(() -> AvroData.readOfKnownLength(reader, writer, data))
        .hasCauseInstanceOf(EOFException.class);
    assertThat(ReadBack.firstChange(value, reader, AvroData.read(reader, writer, data))).isEmpty();
  }

  /** See {@link AvroSchemas#writer}. */
  @Test
  void aFieldRenamedInsideAStructureWithADefaultIsRefused() {
    Field old = Field.required("x", ScalarType.INT);
    Field renamed = Field.builder("y", ScalarType.INT).alias("x").build();
    Map<String, Integer> origin = Map.of("x", 0);
    Schema before = Schema.of(Field.builder("n", struct(old)).defaultsTo(origin).build());
    Schema after = Schema.of(Field.required("n", struct(renamed)));
    org.apache.avro.Schema defaulted = AvroSchemas.reader(before);
    org.apache.avro.Schema reader = AvroSchemas.reader(after);
    GenericData.Record value = (GenericData.Record) new RandomValues(1).of(defaulted);
    byte[] data = AvroData.write(defaulted, value);

    assertThat(AvroRefusals.reads(reader, AvroSchemas.writer(before, after))).isTrue();
    assertThatThrownBy(() -> AvroData.read(reader, defaulted, data))
        .isInstanceOf(AvroTypeException.class)
        .hasMessageContaining("Invalid default");
    Object read = AvroData.read(reader, AvroSchemas.writer(before, after), data);
    assertThat(ReadBack.firstChange(value, reader, read)).isEmpty();
  }
}
