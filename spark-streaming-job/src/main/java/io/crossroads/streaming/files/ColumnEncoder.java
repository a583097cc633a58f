package io.crossroads.streaming.files;

import io.crossroads.streaming.source.TopicRecord;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnWriteStore;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnWriter;
import org.apache.iceberg.shaded.org.apache.parquet.io.api.Binary;

/** Writes one column of a file, without an object per value. */
abstract class ColumnEncoder {

  /** Columns of a flat table are never nested in a list. */
  private static final int NOT_REPEATED = 0;

  private final ColumnDescriptor descriptor;
  private final int present;
  private ColumnWriter column;

  ColumnEncoder(ColumnDescriptor descriptor) {
    this.descriptor = descriptor;
    this.present = descriptor.getMaxDefinitionLevel();
  }

  /** Writes the column's value of a record. */
  abstract void write(TopicRecord record);

  /** Writes into another row group from now on. */
  final void open(ColumnWriteStore store) {
    column = store.getColumnWriter(descriptor);
  }

  final void put(long value) {
    column.write(value, NOT_REPEATED, present);
  }

  final void put(int value) {
    column.write(value, NOT_REPEATED, present);
  }

  final void put(boolean value) {
    column.write(value, NOT_REPEATED, present);
  }

  final void put(Binary value) {
    column.write(value, NOT_REPEATED, present);
  }

  final void putNull() {
    column.writeNull(NOT_REPEATED, present - 1);
  }
}
