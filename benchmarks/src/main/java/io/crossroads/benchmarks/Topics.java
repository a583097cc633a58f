package io.crossroads.benchmarks;

import io.crossroads.pipelines.Pipeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** What a broker says of the topics of pipelines. */
final class Topics implements AutoCloseable {

  private final Admin admin;

  Topics(String bootstrapServers) {
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** The id of a pipeline's topic, as positions have it. */
  String id(Pipeline pipeline) throws InterruptedException, ExecutionException {
    return describe(pipeline).topicId().toString();
  }

  /** By partition, the offset that the next record will have. */
  Map<Integer, Long> ends(Pipeline pipeline) throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    describe(pipeline)
        .partitions()
        .forEach(
            partition ->
                asked.put(
                    new TopicPartition(pipeline.topic(), partition.partition()),
                    OffsetSpec.latest()));
    Map<Integer, Long> ends = new TreeMap<>();
    for (var end : admin.listOffsets(asked).all().get().entrySet()) {
      ends.put(end.getKey().partition(), end.getValue().offset());
    }
    return ends;
  }

  /** Deletes a pipeline's topic with all its records. */
  void delete(Pipeline pipeline) throws InterruptedException, ExecutionException {
    admin.deleteTopics(List.of(pipeline.topic())).all().get();
  }

  private TopicDescription describe(Pipeline pipeline)
      throws InterruptedException, ExecutionException {
    return admin
        .describeTopics(List.of(pipeline.topic()))
        .allTopicNames()
        .get()
        .get(pipeline.topic());
  }

  @Override
  public void close() {
    admin.close();
  }
}
