package io.cairn.registry.core.discovery;

import io.cairn.registry.discovery.RecordSink;
import java.util.List;

/**
 * Passes events on and keeps the limits of records: their depth, their size by the characters they
 * hold, and how many are wanted.
 */
final class LimitedSink implements RecordSink {
  private final RecordSink sink;
  private final ReadGuard guard;
  private final long wantedRecords;
  private final int maxDepth;
  private final int maxRecordBytes;
  private int depth;
  private long size;

  LimitedSink(RecordSink sink, ReadGuard guard, long wantedRecords) {
    this.sink = sink;
    this.guard = guard;
    this.wantedRecords = wantedRecords;
    maxDepth = guard.options().maxDepth();
    maxRecordBytes = guard.options().maxRecordBytes();
  }

  @Override
  public void header(List<String> fields) {
    sink.header(fields);
  }

  @Override
  public void beginRecord() {
    depth = 1;
    size = 0;
    sink.beginRecord();
  }

  @Override
  public boolean endRecord() {
    guard.recordEnded();
    return sink.endRecord() && guard.records() < wantedRecords;
  }

  private void grow(int length) {
    size += length + 1;
    if (size > maxRecordBytes) {
      throw guard.recordTooLong();
    }
  }

  @Override
  public void field(String name) {
    sink.field(name);
  }

  @Override
  public void nullValue() {
    grow(1);
    sink.nullValue();
  }

  @Override
  public void booleanValue(boolean value) {
    grow(1);
    sink.booleanValue(value);
  }

  @Override
  public void integer(long value) {
    grow(1);
    sink.integer(value);
  }

  @Override
  public void number(String literal) {
    grow(literal.length());
    sink.number(literal);
  }

  @Override
  public void number(char[] buffer, int offset, int length) {
    grow(length);
    sink.number(buffer, offset, length);
  }

  @Override
  public void text(String value) {
    grow(value.length());
    sink.text(value);
  }

  @Override
  public void text(char[] buffer, int offset, int length) {
    grow(length);
    sink.text(buffer, offset, length);
  }

  @Override
  public void untyped(String cell) {
    grow(cell.length());
    sink.untyped(cell);
  }

  @Override
  public void untyped(char[] buffer, int offset, int length) {
    grow(length);
    sink.untyped(buffer, offset, length);
  }

  @Override
  public void surplus(String name, String cell) {
    grow(cell.length());
    sink.surplus(name, cell);
  }

  @Override
  public void beginObject() {
    descend();
    sink.beginObject();
  }

  @Override
  public void endObject() {
    depth--;
    sink.endObject();
  }

  @Override
  public void beginArray() {
    descend();
    sink.beginArray();
  }

  @Override
  public void endArray() {
    depth--;
    sink.endArray();
  }

  private void descend() {
    grow(1);
    if (++depth > maxDepth) {
      throw guard.exceeded(
          "nests deeper than maxDepth = " + maxDepth + " in record " + (guard.records() + 1));
    }
  }
}
