package io.cairn.registry.schema;

/**
 * Where in a signal or a table a field comes from. Two fields with one name from different sources
 * are different fields.
 */
public enum FieldSource {
  RESOURCE,
  SCOPE,
  DATA_POINT,
  LOG_RECORD,
  SPAN,
  EVENT,
  LINK,
  PROFILE,
  COLUMN
}
