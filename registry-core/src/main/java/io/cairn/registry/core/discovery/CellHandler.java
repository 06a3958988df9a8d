package io.cairn.registry.core.discovery;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import io.cairn.registry.discovery.RecordSink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands the cells of a CSV on as events; builds whether more records are wanted. */
final class CellHandler extends AbstractBaseCsvCallbackHandler<Boolean> {
  private final RecordSink sink;
  private final List<String> header = new ArrayList<>();
  private @Nullable ColumnNames columns;
  private String[] names = {};
  private boolean open;
  private long line = 1;

  CellHandler(RecordSink sink) {
    this.sink = sink;
  }

  /** The line in which the current record begins, from 1. */
  long line() {
    return line;
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    line = startingLineNumber;
  }

  @Override
  protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
    if (columns == null) {
      header.add(new String(buffer, offset, length));
      return;
    }
    if (!open) {
      open = true;
      sink.beginRecord();
    }
    if (index < names.length) {
      sink.field(names[index]);
      sink.untyped(buffer, offset, length);
    } else {
      sink.surplus(columns.name(index), new String(buffer, offset, length));
    }
  }

  /** Null, which lets the reader go on, for an empty line. */
  @Override
  protected @Nullable Boolean buildRecord() {
    if (getRecordType() == RecordType.EMPTY) {
      return null;
    }
    if (columns == null) {
      columns = new ColumnNames(header);
      names = columns.names().toArray(String[]::new);
      sink.header(List.of(names));
      return true;
    }
    open = false;
    return sink.endRecord();
  }
}
