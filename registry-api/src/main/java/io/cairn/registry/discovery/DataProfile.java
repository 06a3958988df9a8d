package io.cairn.registry.discovery;

import java.util.List;

/**
 * What values are like, over the records read. Immutable.
 *
 * @param records how many records were read
 * @param bytes how many bytes were read for that, after decompression; when a sample is read, that
 *     is more than the records had
 * @param fields one for each field that holds single values, nested ones too, in the order of the
 *     schema
 */
public record DataProfile(long records, long bytes, List<FieldProfile> fields) {
  public DataProfile {
    fields = List.copyOf(fields);
  }
}
