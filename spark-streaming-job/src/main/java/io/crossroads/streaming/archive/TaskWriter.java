package io.crossroads.streaming.archive;

import io.crossroads.pipelines.ArchiveLayout;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.rollup.ConditionsOnEvent;
import io.crossroads.streaming.files.OpenTables;
import io.crossroads.streaming.files.PartitionedFiles;
import io.crossroads.streaming.source.PlannedRange;
import io.crossroads.streaming.source.TopicRecord;
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
 * those of the archive and of copies, the rest into those of the table of rejected records. What a
 * table holds already is not written again.
 */
final class TaskWriter
    implements FlatMapFunction<Iterator<ConsumerRecord<byte[], byte[]>>, TaskWriteResult> {

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
  TaskWriter(
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
  public Iterator<TaskWriteResult> call(Iterator<ConsumerRecord<byte[], byte[]>> records) {
    TaskSettings known = settings.value();
    Pipeline pipeline = known.records().pipeline();
    PlannedRange range = planned.get(TaskContext.getPartitionId());
    GapFinder gaps = new GapFinder(range);
    try (OpenTables tables =
        new OpenTables(pipeline.schema(), known.topicId(), fileName(known.run()))) {
      PartitionedFiles archived = tables.events(known.archive());
      PartitionedFiles rejected = tables.rejections(known.rejected());
      List<CopyWriter> copies = copies(pipeline, tables);
      EventDecoder decoder = known.records().decoder();
      ValueCounts counts = ValueCounts.of(pipeline);
      RecordRouter router = new RecordRouter(decoder, archived, rejected, copies, counts, progress);
      TopicRecord record = known.records().record(decoder);
      while (records.hasNext()) {
        record.read(records.next());
        gaps.see(record.offset);
        router.route(record);
      }
      return List.of(
              new TaskWriteResult(
                  range.partition(),
                  router.seen(),
                  gaps.end(),
                  archived.written(),
                  rejected.written(),
                  archived.finish(),
                  rejected.finish(),
                  copies.stream().map(copy -> copy.files().finish()).toList(),
                  counts.byValue()))
          .iterator();
    }
  }

  private List<CopyWriter> copies(Pipeline pipeline, OpenTables tables) {
    List<CopyWriter> copies = new ArrayList<>();
    List<ArchiveLayout.Copy> declared = pipeline.archive().copies();
    for (int i = 0; i < declared.size(); i++) {
      copies.add(
          new CopyWriter(
              new ConditionsOnEvent(declared.get(i).where(), pipeline.schema()),
              tables.events(settings.value().copies().get(i))));
    }
    return copies;
  }

  private String fileName(String run) {
    TaskContext task = TaskContext.get();
    return String.format(
        Locale.ROOT, "%s-%d-%d-%d", run, batch, task.partitionId(), task.taskAttemptId());
  }
}
