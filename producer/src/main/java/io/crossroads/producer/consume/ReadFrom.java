package io.crossroads.producer.consume;

import io.crossroads.cli.CommandFailure;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Option;

/** Where reading begins; without any of these, with what comes in from now on. */
final class ReadFrom {

  @Option(names = "--from-beginning", description = "Begin with the first record there is.")
  private boolean beginning;

  @Option(
      names = "--from-offset",
      paramLabel = "N",
      description = "Begin at this offset (of --partition, if the topic has several).")
  private Long offset;

  @Option(
      names = "--from-time",
      paramLabel = "TIME",
      description = "Begin with the first record appended at this time or later.")
  private Instant time;

  /** Whether an offset of one partition is meant. */
  boolean isOffset() {
    return offset != null;
  }

  /** Moves a consumer to the beginning. */
  void seek(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
    if (beginning) {
      consumer.seekToBeginning(partitions);
    } else if (offset != null) {
      partitions.forEach(partition -> seekToOffset(consumer, partition));
    } else if (time != null) {
      positions(consumer, partitions, time).forEach(consumer::seek);
    } else {
      consumer.seekToEnd(partitions);
    }
  }

  private void seekToOffset(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
    List<TopicPartition> one = List.of(partition);
    long first = consumer.beginningOffsets(one).get(partition);
    long end = consumer.endOffsets(one).get(partition);
    if (offset < first || offset > end) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "partition %d has offsets %d to %d, not %d",
              partition.partition(),
              first,
              end,
              offset));
    }
    consumer.seek(partition, offset);
  }

  /** The first offsets appended at a time or later; the ends where there is none. */
  static Map<TopicPartition, Long> positions(
      Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions, Instant time) {
    Map<TopicPartition, Long> question = new HashMap<>();
    partitions.forEach(partition -> question.put(partition, time.toEpochMilli()));
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(question);
    Map<TopicPartition, Long> positions = new HashMap<>(consumer.endOffsets(partitions));
    found.forEach(
        (partition, at) -> {
          if (at != null) {
            positions.put(partition, at.offset());
          }
        });
    return positions;
  }
}
