package io.crossroads.producer.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a topic shall be.
 *
 * @param name of the topic
 * @param partitions how many; null for any number of a topic that exists
 * @param settings by their names in Kafka
 */
record WantedTopic(String name, Integer partitions, Map<String, String> settings) {

  WantedTopic {
    settings = Map.copyOf(settings);
  }

  /**
   * What an existing topic has otherwise.
   *
   * @param partitionsThere its partitions
   * @param settingsThere its setting of a name
   * @return one line for each difference; none if the topic will do
   */
  List<String> differences(int partitionsThere, UnaryOperator<String> settingsThere) {
    List<String> differences = new ArrayList<>();
    if (partitions != null && partitions != partitionsThere) {
      differences.add(
          String.format(Locale.ROOT, "partitions are %d, not %d", partitionsThere, partitions));
    }
    settings.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            setting -> {
              String there = settingsThere.apply(setting.getKey());
              if (!setting.getValue().equals(there)) {
                differences.add(
                    String.format(
                        Locale.ROOT,
                        "%s is %s, not %s",
                        setting.getKey(),
                        there,
                        setting.getValue()));
              }
            });
    return differences;
  }

  /** Whether a topic of so many partitions can become this one: partitions only grow. */
  boolean canGrowFrom(int partitionsThere) {
    return partitions == null || partitions >= partitionsThere;
  }
}
