package io.crossroads.layers.horizon;

import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.position.Position;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where the batch layer may go next: a time T on the border of a bucket, such that of every
 * partition the archive holds all that was appended before it.
 *
 * <p>A partition of which the archive holds a record from T on has nothing to come before T, as its
 * append time is a running maximum. One that was idle holds T up just if the speed layer has
 * records of it that the archive has not; if it has none, whatever comes is put at T or later,
 * because the publication and the speed layer's next commit wait for each other.
 *
 * @param timeMicros T, microseconds since the epoch; 0 if there is nothing to publish
 * @param reached the partitions of which the archive holds a record from T on
 */
public record SafeHorizon(long timeMicros, Set<Integer> reached) {

  public SafeHorizon {
    reached = Set.copyOf(reached);
  }

  /**
   * Chooses T.
   *
   * @param archived what both tables of the archive hold
   * @param speed how far the speed layer has come, if it has begun
   * @param now the horizon as it is; T does not go back behind it
   * @param presentMicros the present, which T does not pass, microseconds since the epoch: a
   *     broker's clock may be ahead
   * @param trustIdle whether idle partitions do not hold T up; if not, T is safe whatever the speed
   *     layer does meanwhile
   */
  public static SafeHorizon choose(
      Position archived,
      Optional<Position> speed,
      Horizon now,
      boolean trustIdle,
      long presentMicros) {
    long time = Bucket.of(Math.min(archived.maxAppendTimeMicros(), presentMicros));
    Set<Integer> partitions = new TreeSet<>(archived.partitions().keySet());
    speed.ifPresent(position -> partitions.addAll(position.partitions().keySet()));
    for (int partition : partitions) {
      long live = speed.map(position -> position.nextOffset(partition)).orElse(0L);
      boolean idle = trustIdle && live <= archived.nextOffset(partition);
      if (!idle) {
        time = Math.min(time, Bucket.of(archived.maxAppendTimeMicros(partition)));
      }
    }
    long safe = Math.max(time, now.timeMicros());
    return new SafeHorizon(
        safe,
        archived.partitions().keySet().stream()
            .filter(partition -> archived.maxAppendTimeMicros(partition) >= safe)
            .collect(Collectors.toSet()));
  }

  /**
   * The horizon at T. Where T has not moved the offsets must not either: the speed layer's rows
   * from T on stay, also those of an idle partition whose append times are before T. None ever goes
   * back: what the batch layer holds it keeps.
   *
   * @param before the horizon as it is
   * @param first by partition, the first archived offset from the horizon's on that was appended at
   *     T or later
   */
  public Horizon after(Horizon before, Position archived, SortedMap<Integer, Long> first) {
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    if (timeMicros == before.timeMicros()) {
      offsets.putAll(before.offsets());
    } else {
      for (int partition : archived.partitions().keySet()) {
        long end = archived.nextOffset(partition);
        long border = Math.min(end, first.getOrDefault(partition, end));
        offsets.put(partition, Math.max(before.offset(partition), border));
      }
    }
    return new Horizon(
        Optional.of(EpochMicros.instant(timeMicros)),
        Optional.of(archived.topicId()),
        offsets,
        before.generation() + 1);
  }
}
