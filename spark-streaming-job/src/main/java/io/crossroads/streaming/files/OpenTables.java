package io.crossroads.streaming.files;

import io.crossroads.pipelines.schema.EventSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.iceberg.Table;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;

/** The files that one task writes, of all its tables; those that are not finished are abandoned. */
public final class OpenTables implements AutoCloseable {

  private final EventSchema schema;
  private final EventEncoders events;
  private final RejectionEncoders rejections;
  private final String namePrefix;
  private final List<PartitionedFiles> open = new ArrayList<>();

  /**
   * No table is open yet.
   *
   * @param topicId is written beside every record
   * @param namePrefix begins the name of every file; unique to this attempt of this task
   */
  public OpenTables(EventSchema schema, String topicId, String namePrefix) {
    this.schema = schema;
    this.events = new EventEncoders(schema, topicId);
    this.rejections = new RejectionEncoders(topicId);
    this.namePrefix = namePrefix;
  }

  /** The files of a table of events. */
  public PartitionedFiles events(Table table) {
    return open(table, events::of);
  }

  /** The files of a table of rejected records. */
  public PartitionedFiles rejections(Table table) {
    return open(table, rejections::of);
  }

  private PartitionedFiles open(Table table, Function<ColumnDescriptor, ColumnEncoder> columns) {
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
