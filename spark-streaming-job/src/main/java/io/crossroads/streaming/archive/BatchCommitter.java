package io.crossroads.streaming.archive;

import io.crossroads.layers.position.OffsetRange;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import io.crossroads.streaming.source.KafkaBatch;
import io.crossroads.streaming.source.KafkaSource;
import io.crossroads.streaming.source.KafkaTopic;
import io.crossroads.streaming.source.TopicState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes the batches of one query: tasks write the files, then each sink commits its own together
 * with the position after them. A crash at any point leaves each sink at a position of which its
 * rows tell exactly.
 */
final class BatchCommitter {

  private final KafkaTopic topic;
  private final KafkaSource source;
  private final Sinks sinks;
  private final GapSink gaps;
  private final Broadcast<TaskSettings> settings;

  BatchCommitter(
      KafkaTopic topic,
      KafkaSource source,
      Sinks sinks,
      GapSink gaps,
      Broadcast<TaskSettings> settings) {
    this.topic = topic;
    this.source = source;
    this.sinks = sinks;
    this.gaps = gaps;
    this.settings = settings;
  }

  /** Writes and commits one batch. */
  BatchReport commit(Dataset<Row> rows, long number) {
    long begun = System.nanoTime();
    KafkaBatch batch = KafkaBatch.of(rows);
    batch.requireFollows(sinks.position());
    List<TaskWriteResult> tasks =
        batch
            .records()
            .toJavaRDD()
            .mapPartitions(new TaskWriter(settings, number, batch.planned(), progress(batch)))
            .collect();
    source.count(records(tasks));
    // A topic that has the same id after reading had it all the while.
    TopicState state = topic.state();
    state.requireId(settings.value().topicId());
    Map<Integer, PartitionPosition> reached = reached(batch, tasks);
    gaps.commit(sinks.position(), reached, gaps(tasks));
    sinks
        .archive()
        .commit(files(tasks.stream().map(TaskWriteResult::archiveFiles).toList()), reached);
    sinks
        .rejected()
        .commit(files(tasks.stream().map(TaskWriteResult::rejectedFiles).toList()), reached);
    for (int i = 0; i < sinks.copies().size(); i++) {
      int copy = i;
      List<List<DataFile>> files = tasks.stream().map(task -> task.copyFiles().get(copy)).toList();
      sinks.copies().get(i).commit(files(files), reached);
    }
    return report(number, batch, tasks, state, Duration.ofNanos(System.nanoTime() - begun));
  }

  private static Map<Integer, List<OffsetRange>> gaps(List<TaskWriteResult> tasks) {
    return tasks.stream()
        .collect(Collectors.toMap(TaskWriteResult::partition, TaskWriteResult::gaps));
  }

  private Map<Integer, Progress> progress(KafkaBatch batch) {
    Map<Integer, Progress> progress = new HashMap<>();
    batch
        .ranges()
        .keySet()
        .forEach(partition -> progress.put(partition, sinks.progress(partition)));
    return progress;
  }

  private Map<Integer, PartitionPosition> reached(KafkaBatch batch, List<TaskWriteResult> tasks) {
    Map<Integer, PartitionPosition> reached = new HashMap<>();
    progress(batch)
        .forEach(
            (partition, begun) -> {
              long latest =
                  tasks.stream()
                      .filter(task -> task.seen().containsKey(partition))
                      .mapToLong(task -> task.seen().get(partition).maxAppendTimeMicros())
                      .max()
                      .orElse(begun.maxAppendTimeMicros());
              reached.put(
                  partition, new PartitionPosition(batch.ranges().get(partition).until(), latest));
            });
    return reached;
  }

  private BatchReport report(
      long number,
      KafkaBatch batch,
      List<TaskWriteResult> tasks,
      TopicState state,
      Duration duration) {
    long records = records(tasks);
    long offsets = batch.ranges().values().stream().mapToLong(OffsetRange::size).sum();
    Position position = sinks.position();
    return new BatchReport(
        number,
        records,
        tasks.stream().mapToLong(TaskWriteResult::archived).sum(),
        tasks.stream().mapToLong(TaskWriteResult::rejected).sum(),
        offsets - records,
        counted(tasks),
        position.lag(state.ends()),
        state.held().values().stream().mapToLong(Long::longValue).sum(),
        duration);
  }

  private static SortedMap<String, Long> counted(List<TaskWriteResult> tasks) {
    SortedMap<String, Long> counted = new TreeMap<>();
    tasks.forEach(
        task -> task.counted().forEach((value, count) -> counted.merge(value, count, Long::sum)));
    return counted;
  }

  private static long records(List<TaskWriteResult> tasks) {
    return tasks.stream()
        .flatMap(task -> task.seen().values().stream())
        .mapToLong(TaskWriteResult.Seen::records)
        .sum();
  }

  private static List<DataFile> files(List<List<DataFile>> ofTasks) {
    return ofTasks.stream().flatMap(List::stream).toList();
  }
}
