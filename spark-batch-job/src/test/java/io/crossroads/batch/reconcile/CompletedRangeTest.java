package io.crossroads.batch.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CompletedRangeTest {

  private static final Horizon AT_TEN =
      new Horizon(
          Optional.of(Instant.parse("2026-03-01T10:00:00Z")),
          Optional.of("id"),
          new TreeMap<>(Map.of(0, 100L, 1, 100L)),
          1);

  private static long at(String time) {
    return EpochMicros.micros(Instant.parse("2026-03-01T" + time + "Z"));
  }

  private static Position archived(long first, String firstAt, long second, String secondAt) {
    return new Position(
        "t",
        "id",
        new TreeMap<>(
            Map.of(
                0, new PartitionPosition(first, at(firstAt)),
                1, new PartitionPosition(second, at(secondAt)))));
  }

  private static Optional<Position> speed(
      long first, String firstAt, long second, String secondAt) {
    return Optional.of(
        new Position(
            "t",
            "id",
            new TreeMap<>(
                Map.of(
                    0,
                    new PartitionPosition(first, at(firstAt)),
                    1,
                    new PartitionPosition(second, at(secondAt))))));
  }

  private static String range(Position archived, Optional<Position> speed) {
    CompletedRange range = CompletedRange.of(archived, AT_TEN, speed);
    return EpochMicros.instant(range.untilMicros()).toString().substring(11, 16)
        + (range.viewsAlone() ? " views" : " merged");
  }

  @Test
  void whereBothHaveTheSameItIsAllOfIt() {
    assertEquals(
        "10:06 merged",
        range(archived(120, "10:05:30", 100, "09:59:00"), speed(120, "10:05:30", 100, "09:59:00")));
  }

  @Test
  void otherwiseItEndsBeforeTheBucketThatTheSlowerOneIsIn() {
    assertEquals(
        "10:03 merged",
        range(archived(115, "10:03:59", 100, "09:59:00"), speed(120, "10:05:30", 100, "09:59:00")));
    assertEquals(
        "10:02 merged",
        range(archived(120, "10:05:30", 130, "10:05:00"), speed(120, "10:05:30", 110, "10:02:10")));
  }

  @Test
  void aSpeedLayerThatIsBehindTheHorizonHasNoPartInIt() {
    assertEquals(
        "10:00 views",
        range(archived(120, "10:05:30", 120, "10:05:30"), speed(120, "10:05:30", 90, "09:58:00")));
    assertEquals(
        "10:00 views", range(archived(120, "10:05:30", 120, "10:05:30"), Optional.empty()));
  }
}
