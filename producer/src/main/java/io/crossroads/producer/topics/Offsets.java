package io.crossroads.producer.topics;

import io.crossroads.producer.broker.BrokerConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the partitions of a topic begin and end.
 *
 * @param begin first offset that the broker still has, by partition
 * @param end offset of the next record, by partition
 */
record Offsets(SortedMap<Integer, Long> begin, SortedMap<Integer, Long> end) {

  static Offsets read(BrokerConnection connection, TopicDescription topic) {
    return new Offsets(
        read(connection, topic, OffsetSpec::earliest), read(connection, topic, OffsetSpec::latest));
  }

  private static SortedMap<Integer, Long> read(
      BrokerConnection connection, TopicDescription topic, Supplier<OffsetSpec> which) {
    Map<TopicPartition, OffsetSpec> question = new HashMap<>();
    topic
        .partitions()
        .forEach(p -> question.put(new TopicPartition(topic.name(), p.partition()), which.get()));
    Map<TopicPartition, ListOffsetsResultInfo> answer =
        BrokerConnection.answer(connection.admin().listOffsets(question).all());
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    answer.forEach((partition, info) -> offsets.put(partition.partition(), info.offset()));
    return offsets;
  }

  /** Records in a partition. */
  long records(int partition) {
    return end.get(partition) - begin.get(partition);
  }

  /** Records in the topic. */
  long records() {
    return end.keySet().stream().mapToLong(this::records).sum();
  }
}
