package io.crossroads.batch.reconcile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.batch.archive.TableAtOneMoment;
import io.crossroads.batch.reconcile.Expectation.TopicPartition;
import io.crossroads.cli.CommandFailure;
import io.crossroads.lake.KafkaColumns;
import io.crossroads.lake.RejectedTable;
import io.crossroads.layers.position.Loss;
import io.crossroads.layers.position.Position;
import io.crossroads.pipelines.Pipeline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Proves that each record of a topic became exactly one row: records = archived + rejected for
 * every partition, up to the smallest position of both tables. It may run beside the job that
 * writes.
 */
public final class Reconciliation {

  private static final int EXAMPLES = 20;
  private static final int ROWS = 5;

  private final ArchivedPipeline archived;

  /** A reconciliation of one pipeline. */
  public Reconciliation(ArchivedPipeline archived) {
    this.archived = archived;
  }

  /**
   * Counts and compares.
   *
   * @throws CommandFailure if nothing has been archived yet
   */
  public Report run() {
    SparkSession spark = archived.spark();
    Pipeline pipeline = archived.pipeline();
    ArchivedPipeline.Moment now = archived.now();
    TableAtOneMoment archive = now.archive();
    TableAtOneMoment rejected = now.rejected();
    Position smallest = now.position();
    Dataset<Row> archivedRows = archive.rows(spark);
    Dataset<Row> rejectedRows = rejected.rows(spark);
    Set<Loss> losses = new HashSet<>(archive.losses());
    losses.addAll(rejected.losses());
    Expectation expectation = Expectation.of(smallest, losses);
    OffsetCounts counts = new OffsetCounts(spark, archivedRows, rejectedRows, expectation);
    SortedMap<TopicPartition, OffsetCount> found = counts.byPartition();
    List<PartitionCount> partitions =
        expectation.until().keySet().stream()
            .map(at -> expectation.compare(at, found.getOrDefault(at, OffsetCount.NONE)))
            .toList();
    boolean exact = partitions.stream().allMatch(PartitionCount::exact);
    return new Report(
        pipeline.name(),
        smallest.topic(),
        partitions,
        exact ? List.of() : counts.examples(EXAMPLES),
        countsBy(archivedRows, col(pipeline.schema().key())),
        countsBy(rejectedRows, reason()),
        newest(archivedRows),
        archive.metadataFile(),
        rejected.metadataFile());
  }

  private static Column reason() {
    Column field = col(RejectedTable.FIELD);
    return concat(
        col(RejectedTable.REASON),
        when(field.isNull(), lit("")).otherwise(concat(lit(" ("), field, lit(")"))));
  }

  private static Map<String, Long> countsBy(Dataset<Row> rows, Column by) {
    Map<String, Long> counts = new LinkedHashMap<>();
    rows.groupBy(by.as("value"))
        .count()
        .orderBy("value")
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    return counts;
  }

  private static List<Map<String, String>> newest(Dataset<Row> archive) {
    List<Map<String, String>> newest = new ArrayList<>();
    Dataset<Row> rows =
        archive.orderBy(col(KafkaColumns.APPEND_TIME).desc(), col(KafkaColumns.OFFSET).desc());
    for (Row row : rows.limit(ROWS).collectAsList()) {
      Map<String, String> values = new LinkedHashMap<>();
      for (String column : row.schema().fieldNames()) {
        values.put(column, String.valueOf(row.<Object>getAs(column)));
      }
      newest.add(values);
    }
    return newest;
  }
}
