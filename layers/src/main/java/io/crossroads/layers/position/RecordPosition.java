package io.crossroads.layers.position;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which record of which topic one is; its text is {@code topicId/partition/offset}.
 *
 * @param topicId the topic's id as Kafka prints it
 * @param partition the partition of the topic, 0 or more
 * @param offset the offset in the partition, 0 or more
 */
public record RecordPosition(String topicId, int partition, long offset)
    implements Comparable<RecordPosition> {

  private static final Pattern TEXT = Pattern.compile("([^/]+)/(\\d{1,9})/(\\d{1,18})");

  public RecordPosition {
    Objects.requireNonNull(topicId, "topicId");
    if (partition < 0 || offset < 0) {
      throw new IllegalArgumentException(
          "partition and offset must not be negative: " + partition + ", " + offset);
    }
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static RecordPosition parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not topicId/partition/offset: '" + text + "'");
    }
    return new RecordPosition(
        parts.group(1), Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3)));
  }

  @Override
  public int compareTo(RecordPosition other) {
    int byTopic = topicId.compareTo(other.topicId);
    int byPartition = Integer.compare(partition, other.partition);
    return byTopic != 0
        ? byTopic
        : byPartition != 0 ? byPartition : Long.compare(offset, other.offset);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s/%d/%d", topicId, partition, offset);
  }
}
