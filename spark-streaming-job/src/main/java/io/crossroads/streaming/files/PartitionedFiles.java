package io.crossroads.streaming.files;

import io.crossroads.streaming.source.TopicRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;

/**
 * The files that one task writes for one table: one for each folder that has a record. The least
 * recently used are finished early, so that a replay over many days stays in memory.
 */
public final class PartitionedFiles implements AutoCloseable {

  /** Files that are open at once, each with a buffer for every column. */
  static final int MOST_OPEN = 64;

  private final Table table;
  private final KeyPart[] parts;
  private final Function<ColumnDescriptor, ColumnEncoder> columns;
  private final String namePrefix;
  private final MetricsConfig metrics;
  private final PartitionKey key;
  private final Map<PartitionKey, OpenFile> open = new HashMap<>();
  private final List<DataFile> finished = new ArrayList<>();
  private long written;
  private int opened;

  /**
   * No file is made before the first record.
   *
   * @param parts the levels of the table's folders, outermost first
   * @param columns gives the encoder of a column
   * @param namePrefix begins the name of every file; unique to this attempt of this task
   */
  PartitionedFiles(
      Table table,
      List<KeyPart> parts,
      Function<ColumnDescriptor, ColumnEncoder> columns,
      String namePrefix) {
    this.table = table;
    this.parts = parts.toArray(KeyPart[]::new);
    this.columns = columns;
    this.namePrefix = namePrefix;
    this.metrics = MetricsConfig.forTable(table);
    this.key = new PartitionKey(parts.size());
  }

  public void write(TopicRecord record) {
    key.read(parts, record);
    OpenFile file = open.get(key);
    if (file == null) {
      file = begin(record);
    }
    file.write(record, ++written);
  }

  /** Records written so far. */
  public long written() {
    return written;
  }

  /** Ends all files and describes them. */
  public List<DataFile> finish() {
    open.values().forEach(this::end);
    open.clear();
    return finished;
  }

  private OpenFile begin(TopicRecord record) {
    if (open.size() >= MOST_OPEN) {
      PartitionKey idle =
          open.entrySet().stream()
              .min(Comparator.comparingLong(entry -> entry.getValue().lastUsed()))
              .orElseThrow()
              .getKey();
      end(open.remove(idle));
    }
    PartitionData partition = new PartitionData(table.spec().partitionType());
    for (int i = 0; i < parts.length; i++) {
      partition.set(i, parts[i].value(record));
    }
    String name = FileFormat.PARQUET.addExtension(namePrefix + "-" + ++opened);
    String location = table.locationProvider().newDataLocation(table.spec(), partition, name);
    OpenFile file = new OpenFile(location, table.spec(), partition, appender(location));
    open.put(key.copy(), file);
    return file;
  }

  private FileAppender<TopicRecord> appender(String location) {
    try {
      return Parquet.write(table.io().newOutputFile(location))
          .schema(table.schema())
          .setAll(table.properties())
          .metricsConfig(metrics)
          .createWriterFunc(file -> RowEncoder.of(file, columns))
          .overwrite()
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + location, e);
    }
  }

  private void end(OpenFile file) {
    try {
      finished.add(file.finish());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot finish a file of " + table.name(), e);
    }
  }

  /** Abandons the files that are still open. */
  @Override
  public void close() {
    open.values().forEach(OpenFile::abandon);
    open.clear();
  }
}
