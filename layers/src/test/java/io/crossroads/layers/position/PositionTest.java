package io.crossroads.layers.position;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PositionTest {

  private static Position at(String topicId, Map<Integer, PartitionPosition> partitions) {
    return new Position("t", topicId, new TreeMap<>(partitions));
  }

  private static PartitionPosition next(long offset, long time) {
    return new PartitionPosition(offset, time);
  }

  @Test
  void comesBackFromJsonAsItWas() {
    Position position = at("abc-_1", Map.of(0, next(7, 1_700_000_000_000_000L), 11, next(0, 0)));

    assertEquals(position, Position.fromJson(position.toJson()));
    assertEquals(
        "{\"topic\":\"t\",\"topicId\":\"abc-_1\",\"partitions\":{"
            + "\"0\":{\"nextOffset\":7,\"maxAppendTimeMicros\":1700000000000000},"
            + "\"11\":{\"nextOffset\":0,\"maxAppendTimeMicros\":0}}}",
        position.toJson());
  }

  @Test
  void refusesWhatIsNoPosition() {
    assertThrows(IllegalArgumentException.class, () -> Position.fromJson("{\"topic\":1}"));
    assertThrows(IllegalArgumentException.class, () -> next(-1, 0));
  }

  @Test
  void aPartitionThatIsNotBegunIsAtItsFirstOffset() {
    assertEquals(0, at("a", Map.of(0, next(5, 9))).nextOffset(3));
  }

  @Test
  void advancesOnlyPartitionsThatAreBehind() {
    Position position = at("a", Map.of(0, next(5, 50), 1, next(9, 90)));

    assertEquals(
        at("a", Map.of(0, next(6, 60), 1, next(9, 90), 2, next(1, 10))),
        position.advancedTo(Map.of(0, next(6, 60), 1, next(8, 80), 2, next(1, 10))));
  }

  @Test
  void theSmallestPositionIsTheSmallestOfEachPartition() {
    Position one = at("a", Map.of(0, next(5, 50), 1, next(9, 90), 2, next(1, 10)));
    Position other = at("a", Map.of(0, next(6, 60), 1, next(8, 80)));

    assertEquals(
        at("a", Map.of(0, next(5, 50), 1, next(8, 80))), Position.smallest(List.of(one, other)));
    assertEquals(0, Position.smallest(List.of(one, other)).nextOffset(2));
  }

  @Test
  void positionsOfTwoTopicsHaveNoSmallest() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Position.smallest(List.of(at("a", Map.of()), at("b", Map.of()))));
  }

  @Test
  void coversWhatIsNotAheadInAnyPartitionOfTheSameTopic() {
    Position position = at("a", Map.of(0, next(5, 50), 1, next(9, 90)));

    assertTrue(position.covers(position));
    assertTrue(position.covers(at("a", Map.of(0, next(5, 0)))));
    assertFalse(position.covers(at("a", Map.of(0, next(5, 0), 1, next(10, 0)))));
    assertFalse(position.covers(at("a", Map.of(2, next(1, 0)))));
    assertFalse(position.covers(at("b", Map.of())));
  }

  @Test
  void lagCountsPartitionsThatAreNotBegunAndNoneTwice() {
    Position position = at("a", Map.of(0, next(5, 50), 1, next(9, 90)));

    assertEquals(2 + 0 + 4, position.lag(Map.of(0, 7L, 1, 8L, 2, 4L)));
  }
}
