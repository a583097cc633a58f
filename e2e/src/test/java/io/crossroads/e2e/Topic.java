package io.crossroads.e2e;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** The topic of traffic events, asked from outside of the stack. */
final class Topic {

  private static final String NAME = "traffic-stream";
  private static final int LIMIT_MILLIS = 15_000;

  private final Map<String, Object> settings;

  Topic(Stack stack) {
    settings =
        Map.of(
            "bootstrap.servers", "localhost:" + stack.ports().kafka(),
            "default.api.timeout.ms", LIMIT_MILLIS,
            "request.timeout.ms", LIMIT_MILLIS);
  }

  /** By partition, the offset that the next record will have. */
  Map<Integer, Long> ends() throws InterruptedException, ExecutionException {
    Admin admin = Admin.create(settings);
    try {
      TopicDescription topic = admin.describeTopics(List.of(NAME)).allTopicNames().get().get(NAME);
      Map<TopicPartition, OffsetSpec> latest =
          topic.partitions().stream()
              .map(partition -> new TopicPartition(NAME, partition.partition()))
              .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
      Map<Integer, Long> ends = new TreeMap<>();
      admin
          .listOffsets(latest)
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
      return ends;
    } finally {
      admin.close(Duration.ofSeconds(2));
    }
  }
}
