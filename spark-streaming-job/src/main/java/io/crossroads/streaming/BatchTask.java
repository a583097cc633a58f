package io.crossroads.streaming;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.EventDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;

/**
 * Decodes the records of one partition of a batch and writes them into files: valid events into
 * those of the archive, the rest into those of the table of rejected records. What a table holds
 * already is not written again.
 */
final class BatchTask
    implements FlatMapFunction<Iterator<ConsumerRecord<byte[], byte[]>>, TaskReport> {

  private static final long serialVersionUID = 1L;

  private final Broadcast<TaskSettings> settings;
  private final long batch;
  private final ArrayList<PlannedRange> planned;
  private final HashMap<Integer, Progress> progress;

  /**
   * A task of a batch.
   *
   * @param batch the batch's number in its run
   * @param planned what each task reads, in their order
   * @param progress where the sinks stand, by partition of the topic
   */
  BatchTask(
      Broadcast<TaskSettings> settings,
      long batch,
      List<PlannedRange> planned,
      Map<Integer, Progress> progress) {
    this.settings = settings;
    this.batch = batch;
    this.planned = new ArrayList<>(planned);
    this.progress = new HashMap<>(progress);
  }

  @Override
  public Iterator<TaskReport> call(Iterator<ConsumerRecord<byte[], byte[]>> records) {
    TaskSettings known = settings.value();
    Pipeline pipeline = known.pipeline();
    EventEncoders events = new EventEncoders(pipeline.schema(), known.topicId());
    RejectionEncoders rejections = new RejectionEncoders(known.topicId());
    String name = fileName(known.run());
    PlannedRange range = planned.get(TaskContext.getPartitionId());
    GapFinder gaps = new GapFinder(range);
    try (PartitionedFiles archived =
            new PartitionedFiles(
                known.archive(),
                TableParts.of(known.archive(), pipeline.schema()),
                events::of,
                name);
        PartitionedFiles rejected =
            new PartitionedFiles(
                known.rejected(),
                TableParts.of(known.rejected(), pipeline.schema()),
                rejections::of,
                name)) {
      EventDecoder decoder = pipeline.decoder(known.limits());
      Sorter sorter = new Sorter(decoder, archived, rejected, progress);
      TopicRecord record = new TopicRecord(decoder.newRow(), known.appendTimes());
      while (records.hasNext()) {
        record.read(records.next());
        gaps.see(record.offset);
        sorter.sort(record);
      }
      return List.of(
              new TaskReport(
                  range.partition(),
                  sorter.seen(),
                  gaps.end(),
                  archived.written(),
                  rejected.written(),
                  archived.finish(),
                  rejected.finish()))
          .iterator();
    }
  }

  private String fileName(String run) {
    TaskContext task = TaskContext.get();
    return String.format(
        Locale.ROOT, "%s-%d-%d-%d", run, batch, task.partitionId(), task.taskAttemptId());
  }
}
