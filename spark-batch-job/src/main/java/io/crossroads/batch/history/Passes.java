package io.crossroads.batch.history;

import io.crossroads.batch.storage.Storage;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Runs passes over a file as Spark jobs. */
final class Passes {

  /** Keeps Spark from describing every step in JSON for its pages, half a second at the first. */
  private static final String NO_SCOPES = "spark.rdd.scope.noOverride";

  private final JavaSparkContext spark;
  private final Broadcast<Storage> storage;
  private final String staging;

  /**
   * Passes of one file.
   *
   * @param staging a folder of the file's own, which all executors reach
   */
  Passes(JavaSparkContext spark, Broadcast<Storage> storage, String staging) {
    this.spark = spark;
    this.storage = storage;
    this.staging = staging;
  }

  /**
   * Runs a pass. Where rows are exchanged, ranges may start in the middle of a record, see {@link
   * Pass#wrongStarts}; otherwise those are repeated until none does.
   */
  Pass run(FilePlan plan) {
    spark.setLocalProperty(NO_SCOPES, "true");
    if (plan.bounds() != null) {
      return exchanging(plan);
    }
    Pass pass = pass(ordered(plan));
    List<ByteRange> wrong = pass.wrongStarts(plan.ranges());
    while (!wrong.isEmpty()) {
      List<RangeReport> reports = new ArrayList<>(pass.reports());
      ordered(plan.over(wrong)).forEach(report -> reports.set(report.range(), report));
      pass = pass(reports);
      wrong = pass.wrongStarts(plan.ranges());
    }
    return pass;
  }

  private List<RangeReport> ordered(FilePlan plan) {
    return spark
        .parallelize(plan.ranges(), plan.ranges().size())
        .map(new OrderedTask(plan, storage, staging))
        .collect();
  }

  private static Pass pass(List<RangeReport> reports) {
    List<WrittenPart> parts =
        reports.stream()
            .sorted(Comparator.comparingInt(RangeReport::range))
            .map(RangeReport::part)
            .toList();
    return new Pass(reports, parts);
  }

  private Pass exchanging(FilePlan plan) {
    List<Serializable> results =
        spark
            .parallelize(plan.ranges(), plan.ranges().size())
            .flatMapToPair(new ExchangeTask(plan, storage, staging))
            .partitionBy(new HashPartitioner(plan.bounds().partitions() + 1))
            .mapPartitionsWithIndex(new MergeTask(plan, storage, staging), false)
            .collect();
    List<RangeReport> reports =
        results.stream()
            .filter(RangeReport.class::isInstance)
            .map(RangeReport.class::cast)
            .toList();
    List<WrittenPart> parts =
        results.stream()
            .filter(MergeTask.Merged.class::isInstance)
            .map(MergeTask.Merged.class::cast)
            .sorted(Comparator.comparingInt(MergeTask.Merged::partition))
            .map(MergeTask.Merged::part)
            .toList();
    return new Pass(reports, parts);
  }
}
