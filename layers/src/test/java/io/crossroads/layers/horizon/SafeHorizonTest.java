package io.crossroads.layers.horizon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SafeHorizonTest {

  private static long at(String time) {
    return EpochMicros.micros(Instant.parse("2026-03-01T" + time + "Z"));
  }

  /** Partition, next offset and greatest append time, three for each partition. */
  private static Position archived(Object... partitions) {
    SortedMap<Integer, PartitionPosition> positions = new TreeMap<>();
    for (int i = 0; i < partitions.length; i += 3) {
      positions.put(
          (Integer) partitions[i],
          new PartitionPosition((Integer) partitions[i + 1], at((String) partitions[i + 2])));
    }
    return new Position("t", "id", positions);
  }

  private static Optional<Position> speed(int... offsets) {
    SortedMap<Integer, PartitionPosition> positions = new TreeMap<>();
    for (int i = 0; i < offsets.length; i++) {
      positions.put(i, new PartitionPosition(offsets[i], 0));
    }
    return Optional.of(new Position("t", "id", positions));
  }

  private static String choose(Position archived, Optional<Position> speed, boolean trustIdle) {
    return choose(archived, speed, Horizon.NONE, trustIdle);
  }

  private static String choose(
      Position archived, Optional<Position> speed, Horizon now, boolean trustIdle) {
    SafeHorizon chosen = SafeHorizon.choose(archived, speed, now, trustIdle, Long.MAX_VALUE);
    return EpochMicros.instant(chosen.timeMicros()).toString().substring(11, 16)
        + " "
        + new TreeSet<>(chosen.reached());
  }

  @Test
  void itIsTheBorderThatEveryPartitionHasReached() {
    Position both = archived(0, 10, "10:05:30", 1, 10, "10:03:59");
    assertEquals("10:03 [0, 1]", choose(both, speed(20, 20), true));
  }

  @Test
  void aPartitionThatTheSpeedLayerHasNothingMoreOfDoesNotHoldItUp() {
    Position both = archived(0, 10, "10:05:30", 1, 10, "10:03:59");
    assertEquals("10:05 [0]", choose(both, speed(20, 10), true));
    assertEquals("10:05 [0]", choose(both, Optional.empty(), true));
    assertEquals("10:03 [0, 1]", choose(both, speed(20, 10), false));
  }

  @Test
  void aPartitionThatOnlyTheSpeedLayerKnowsHoldsItUpAltogether() {
    assertEquals("00:00 [0]", choose(archived(0, 10, "10:05:30"), speed(10, 1), true));
  }

  @Test
  void itDoesNotGoBack() {
    Horizon now =
        new Horizon(
            Optional.of(Instant.parse("2026-03-01T10:04:00Z")),
            Optional.of("id"),
            new TreeMap<>(Map.of(0, 4L, 1, 10L)),
            7);
    Position both = archived(0, 10, "10:05:30", 1, 11, "10:03:59");
    assertEquals("10:04 [0]", choose(both, speed(20, 20), now, true));
    SafeHorizon same = SafeHorizon.choose(both, speed(20, 20), now, true, Long.MAX_VALUE);
    assertEquals(
        now.offsets(),
        same.after(now, both, new TreeMap<>(Map.of(0, 5L))).offsets(),
        "a horizon that does not move leaves the offsets alone");
    assertEquals(8, same.after(now, both, new TreeMap<>()).generation());
  }

  @Test
  void itsOffsetsAreTheFirstFromItOnOrTheEndOfWhatIsArchived() {
    Position both = archived(0, 10, "10:05:30", 1, 10, "10:03:59");
    SafeHorizon chosen =
        SafeHorizon.choose(both, Optional.empty(), Horizon.NONE, true, Long.MAX_VALUE);
    assertEquals(Set.of(0), chosen.reached());
    assertEquals(
        Map.of(0, 7L, 1, 10L),
        chosen.after(Horizon.NONE, both, new TreeMap<>(Map.of(0, 7L))).offsets());
  }

  @Test
  void itDoesNotPassThePresent() {
    Position ahead = archived(0, 10, "11:05:30", 1, 10, "10:03:59");
    SafeHorizon chosen =
        SafeHorizon.choose(ahead, speed(10, 10), Horizon.NONE, true, at("10:04:20"));
    assertEquals("10:04", EpochMicros.instant(chosen.timeMicros()).toString().substring(11, 16));
    assertEquals(Set.of(0), chosen.reached());
  }

  @Test
  void itsOffsetsDoNotGoBackBehindWhatTheBatchLayerHolds() {
    Horizon now =
        new Horizon(
            Optional.of(Instant.parse("2026-03-01T10:02:00Z")),
            Optional.of("id"),
            new TreeMap<>(Map.of(0, 8L)),
            7);
    Position archived = archived(0, 10, "10:05:30");
    SafeHorizon chosen = SafeHorizon.choose(archived, speed(10), now, true, Long.MAX_VALUE);
    assertEquals(
        Map.of(0, 8L), chosen.after(now, archived, new TreeMap<>(Map.of(0, 5L))).offsets());
  }
}
