package io.crossroads.producer.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WantedTopicTest {

  private static final Map<String, String> GOOD =
      Map.of("message.timestamp.type", "LogAppendTime", "cleanup.policy", "delete");

  @Test
  void aTopicWithItsSettingsWillDoWhateverElseIsSet() {
    WantedTopic wanted = new WantedTopic("t", null, TopicSettings.required());
    Map<String, String> there =
        Map.of(
            "message.timestamp.type", "LogAppendTime",
            "cleanup.policy", "delete",
            "retention.ms", "5");
    assertEquals(List.of(), wanted.differences(7, there::get));
  }

  @Test
  void everythingThatDiffersIsNamed() {
    WantedTopic wanted = new WantedTopic("t", 3, TopicSettings.required());
    Map<String, String> there =
        Map.of("message.timestamp.type", "CreateTime", "cleanup.policy", "compact,delete");
    assertEquals(
        List.of(
            "partitions are 1, not 3",
            "cleanup.policy is compact,delete, not delete",
            "message.timestamp.type is CreateTime, not LogAppendTime"),
        wanted.differences(1, there::get));
  }

  @Test
  void partitionsOnlyGrow() {
    assertTrue(new WantedTopic("t", 3, GOOD).canGrowFrom(2));
    assertTrue(new WantedTopic("t", null, GOOD).canGrowFrom(2));
    assertFalse(new WantedTopic("t", 1, GOOD).canGrowFrom(2));
  }
}
