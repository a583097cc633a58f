package io.crossroads.streaming.files;

import io.crossroads.streaming.source.TopicRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.iceberg.parquet.ParquetValueWriter;
import org.apache.iceberg.parquet.TripleWriter;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnWriteStore;
import org.apache.iceberg.shaded.org.apache.parquet.schema.MessageType;

/** Writes records as the rows of one Parquet file. */
final class RowEncoder implements ParquetValueWriter<TopicRecord> {

  private final ColumnEncoder[] columns;

  private RowEncoder(ColumnEncoder[] columns) {
    this.columns = columns;
  }

  /**
   * An encoder for the columns of a file.
   *
   * @param columns gives the encoder of each of its columns
   */
  static RowEncoder of(MessageType file, Function<ColumnDescriptor, ColumnEncoder> columns) {
    List<ColumnEncoder> encoders = new ArrayList<>();
    file.getColumns().forEach(column -> encoders.add(columns.apply(column)));
    return new RowEncoder(encoders.toArray(ColumnEncoder[]::new));
  }

  @Override
  public void write(int repetitionLevel, TopicRecord record) {
    for (ColumnEncoder column : columns) {
      column.write(record);
    }
  }

  /** Asked only of the columns of nested values, of which there are none. */
  @Override
  public List<TripleWriter<?>> columns() {
    return List.of();
  }

  @Override
  public void setColumnStore(ColumnWriteStore store) {
    for (ColumnEncoder column : columns) {
      column.open(store);
    }
  }
}
