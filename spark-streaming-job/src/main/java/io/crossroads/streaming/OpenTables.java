package io.crossroads.streaming;

import io.crossroads.pipelines.schema.EventSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.iceberg.Table;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;

/** The files that one task writes, of all its tables; those that are not finished are abandoned. */
final class OpenTables implements AutoCloseable {

  private final EventSchema schema;
  private final String namePrefix;
  private final List<PartitionedFiles> open = new ArrayList<>();

  /**
   * No table is open yet.
   *
   * @param namePrefix begins the name of every file; unique to this attempt of this task
   */
  OpenTables(EventSchema schema, String namePrefix) {
    this.schema = schema;
    this.namePrefix = namePrefix;
  }

  /** The files of a table. */
  PartitionedFiles open(Table table, Function<ColumnDescriptor, ColumnEncoder> columns) {
    PartitionedFiles files =
        new PartitionedFiles(table, TableParts.of(table, schema), columns, namePrefix);
    open.add(files);
    return files;
  }

  @Override
  public void close() {
    open.forEach(PartitionedFiles::close);
  }
}
