package io.crossroads.batch.reconcile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.batch.archive.TableSnapshot;
import io.crossroads.cli.CommandFailure;
import io.crossroads.lake.KafkaColumns;
import io.crossroads.lake.RejectedTable;
import io.crossroads.layers.position.Loss;
import io.crossroads.layers.position.Position;
import io.crossroads.pipelines.Pipeline;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Proves that each record of a topic became exactly one row: records = archived + rejected for
 * every partition, up to the smallest position of both tables, and every other offset is accounted
 * for as lost or as one without a record. It may run beside the job that writes.
 */
public final class Reconciliation {

  private static final int EXAMPLES = 20;
  private static final int ROWS = 5;

  private final ArchivedPipeline archived;
  private final boolean values;

  /**
   * A reconciliation of one pipeline.
   *
   * @param values whether to hold what the rows say, too, against what makes an event valid
   */
  public Reconciliation(ArchivedPipeline archived, boolean values) {
    this.archived = archived;
    this.values = values;
  }

  /**
   * Counts and compares.
   *
   * @throws CommandFailure if nothing has been archived yet
   */
  public Report run() {
    SparkSession spark = archived.spark();
    Pipeline pipeline = archived.pipeline();
    ArchivedPipeline.Moment now = archived.now().keptIfSmall(spark);
    Gaps gaps = Gaps.of(archived);
    TableSnapshot archive = now.archive();
    TableSnapshot rejected = now.rejected();
    Position smallest = now.position();
    Dataset<Row> archivedRows = archive.rows(spark);
    Dataset<Row> rejectedRows = rejected.rows(spark);
    Expectation expectation = Expectation.of(archive, rejected, smallest, gaps.byPartition());

    List<String> examples = new ArrayList<>();
    List<String> findings = new ArrayList<>(expectation.disagreements());
    findings.addAll(gaps.repeated());
    List<PartitionCount> partitions =
        audit(expectation, new OffsetBitmaps(archivedRows, rejectedRows), examples, findings);
    if (isOfOneLog(archive, rejected)) {
      Dataset<Row> all =
          ofTopic(archivedRows, smallest).unionByName(ofTopic(rejectedRows, smallest));
      SortedMap<Integer, Long> from = archive.appendTimesFrom(smallest.topicId());
      rejected
          .appendTimesFrom(smallest.topicId())
          .forEach((partition, offset) -> from.merge(partition, offset, Math::max));
      findings.addAll(
          new AppendTimes(
                  all.where(not(OffsetFilter.before(from))),
                  smallest,
                  List.of(archive.requirePosition(pipeline), rejected.requirePosition(pipeline)))
              .findings(EXAMPLES));
    }
    findings.addAll(new CopyAudit(archived, archive).findings(EXAMPLES));
    if (values) {
      findings.addAll(new ValidEvents(pipeline.schema()).findings(archivedRows, EXAMPLES));
      findings.addAll(RejectedAgain.findings(pipeline, rejectedRows, EXAMPLES));
    }
    return new Report(
        pipeline.name(),
        smallest.topic(),
        partitions,
        examples,
        findings,
        pipeline
            .schema()
            .entity()
            .map(entity -> countsBy(archivedRows, col(entity)))
            .orElseGet(Map::of),
        countsBy(rejectedRows, reason()),
        newest(archivedRows),
        archive.metadataFile(),
        rejected.metadataFile());
  }

  /** Goes once over all buckets of offsets, those of the two tables side by side. */
  private static List<PartitionCount> audit(
      Expectation expectation,
      OffsetBitmaps bitmaps,
      List<String> examples,
      List<String> findings) {
    SortedMap<TopicPartition, PartitionAudit> audits = new TreeMap<>();
    expectation
        .partitions()
        .forEach((at, expected) -> audits.put(at, new PartitionAudit(at, expected, EXAMPLES)));
    Map<TopicPartition, Long> unknown = new TreeMap<>();
    OffsetBitmaps.Bucket waiting = null;
    for (Iterator<OffsetBitmaps.Bucket> buckets = bitmaps.buckets(); buckets.hasNext(); ) {
      OffsetBitmaps.Bucket bucket = buckets.next();
      if (waiting != null && !isBeside(waiting, bucket)) {
        take(audits, unknown, waiting, null);
        waiting = null;
      }
      if (bucket.isRejected()) {
        take(audits, unknown, waiting, bucket);
        waiting = null;
      } else {
        waiting = bucket;
      }
    }
    if (waiting != null) {
      take(audits, unknown, waiting, null);
    }
    unknown.forEach(
        (at, rows) ->
            findings.add(
                String.format(
                    Locale.ROOT, "%d rows are of %s, which no position knows", rows, at)));
    List<PartitionCount> partitions = audits.values().stream().map(PartitionAudit::end).toList();
    audits.values().forEach(audit -> examples.addAll(audit.examples()));
    if (partitions.stream().anyMatch(partition -> partition.twice() > 0)) {
      examples.addAll(bitmaps.repeated(EXAMPLES));
    }
    return partitions;
  }

  private static boolean isBeside(OffsetBitmaps.Bucket one, OffsetBitmaps.Bucket other) {
    return one.at().equals(other.at())
        && one.first() == other.first()
        && one.isRejected() != other.isRejected();
  }

  private static void take(
      Map<TopicPartition, PartitionAudit> audits,
      Map<TopicPartition, Long> unknown,
      OffsetBitmaps.Bucket ofArchive,
      OffsetBitmaps.Bucket ofRejected) {
    OffsetBitmaps.Bucket any = ofArchive == null ? ofRejected : ofArchive;
    PartitionAudit audit = audits.get(any.at());
    if (audit == null || any.first() < 0) {
      Stream.of(ofArchive, ofRejected)
          .filter(bucket -> bucket != null)
          .forEach(bucket -> unknown.merge(any.at(), bucket.rows(), Long::sum));
    } else {
      audit.bucket(any.first(), ofArchive, ofRejected);
    }
  }

  /** A log that was truncated gave some offsets to two records, of two times. */
  private static boolean isOfOneLog(TableSnapshot archive, TableSnapshot rejected) {
    return Stream.concat(archive.losses().stream(), rejected.losses().stream())
        .noneMatch(loss -> loss.cause() == Loss.Cause.TRUNCATED);
  }

  private static Dataset<Row> ofTopic(Dataset<Row> rows, Position position) {
    return rows.where(col(KafkaColumns.TOPIC_ID).equalTo(position.topicId()))
        .select(KafkaColumns.PARTITION, KafkaColumns.OFFSET, KafkaColumns.APPEND_TIME);
  }

  private static Column reason() {
    Column field = col(RejectedTable.FIELD);
    return concat(
        col(RejectedTable.REASON),
        when(field.isNull(), lit("")).otherwise(concat(lit(" ("), field, lit(")"))));
  }

  private static Map<String, Long> countsBy(Dataset<Row> rows, Column by) {
    Map<String, Long> counts = new LinkedHashMap<>();
    rows.groupBy(by.cast("string").as("value"))
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
