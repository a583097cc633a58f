package io.crossroads.batch.views;

import io.crossroads.batch.archive.ArchiveSlice;
import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.cli.CommandFailure;
import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.horizon.Bucket;
import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import io.crossroads.pipelines.ArchiveLayout;
import io.crossroads.store.StoreSettings;
import io.crossroads.store.ViewsStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Brings a horizon back that is ahead of the present, or that append times ahead of the present
 * hold up. The tables' running maxima go back to the present; all views are computed up to where
 * the speed layer is; then views, horizon and the removal of all speed rows are one transaction.
 *
 * <p>Both layers must put every record behind the new horizon into the same bucket, so it is moved
 * only once both are past the records with wrong times. Whoever asks meanwhile gets the old answer.
 */
final class HorizonReset {

  private static final Duration BETWEEN = Duration.ofSeconds(1);

  /** The live numbers wait for a publication for two minutes. */
  private static final Duration UNDER_LOCK = Duration.ofSeconds(45);

  private final ArchivedPipeline archived;
  private final StoreSettings store;
  private final Duration wait;

  /**
   * Nothing is done yet.
   *
   * @param store where views are published; prepared for the pipeline
   * @param wait how long to wait for both layers to pass the records with wrong times
   */
  HorizonReset(ArchivedPipeline archived, StoreSettings store, Duration wait) {
    this.archived = archived;
    this.store = store;
    this.wait = wait;
  }

  /**
   * Recomputes and publishes.
   *
   * @throws CommandFailure if a layer does not pass the records in time; says which
   */
  ViewsReport run() throws SQLException {
    long begun = System.nanoTime();
    Instant present;
    try (ViewsStore views = ViewsStore.open(store, archived.pipeline())) {
      present = views.present();
    }
    AppendTimeLimit limit = new AppendTimeLimit(present);
    limit.apply(archived.catalog(), archived.names().archive());
    limit.apply(archived.catalog(), archived.names().rejected());
    for (ArchiveLayout.Copy copy : archived.pipeline().archive().copies()) {
      limit.apply(archived.catalog(), archived.names().copy(copy));
    }
    while (true) {
      try (ViewsStore views = ViewsStore.open(store, archived.pipeline())) {
        Horizon before = views.lockedHorizon();
        Optional<Position> speed = views.speedPosition();
        ArchivedPipeline.Moment now = awaitArchive(speed);
        Optional<String> obstacle = obstacle(now, speed);
        if (obstacle.isEmpty()) {
          Optional<Position> border = border(now, speed, views.present());
          if (border.isPresent()) {
            return publish(views, before, now, speed, border.get(), begun);
          }
          obstacle =
              Optional.of("a layer has not passed the records with append times ahead of now");
        }
        if (System.nanoTime() - begun > wait.toNanos()) {
          throw new CommandFailure(
              String.format(
                  Locale.ROOT,
                  "the horizon of %s stays where it is: %s after %d s; is 'stream' running, and is"
                      + " the broker's clock right? Answers have not changed",
                  archived.pipeline().name(),
                  obstacle.get(),
                  wait.toSeconds()));
        }
      }
      sleep();
    }
  }

  /** The archive as soon as it holds what the speed layer has, or after a while as it is. */
  private ArchivedPipeline.Moment awaitArchive(Optional<Position> speed) {
    long deadline = System.nanoTime() + Math.min(wait.toNanos(), UNDER_LOCK.toNanos());
    ArchivedPipeline.Moment now = archived.now();
    while (obstacle(now, speed).isPresent() && System.nanoTime() < deadline) {
      sleep();
      now = archived.now();
    }
    return now;
  }

  private static Optional<String> obstacle(ArchivedPipeline.Moment now, Optional<Position> speed) {
    return speed
        .filter(live -> !now.position().covers(live))
        .map(
            live ->
                String.format(
                    Locale.ROOT,
                    "the archive, at %s, lacks records that the live numbers, at %s, count",
                    now.position().brief(),
                    live.brief()));
  }

  /**
   * Where the layers are to meet: at the speed layer's offsets, with the archive's running maxima
   * there. Empty if one of them, or of a record behind, is ahead of the present.
   */
  private Optional<Position> border(
      ArchivedPipeline.Moment now, Optional<Position> speed, Instant present) {
    Position archive = now.position();
    SortedMap<Integer, PartitionPosition> border = new TreeMap<>(archive.partitions());
    Map<Integer, Long> behind = new TreeMap<>();
    speed.ifPresent(
        live ->
            live.partitions()
                .forEach(
                    (partition, at) -> {
                      if (at.nextOffset() < archive.nextOffset(partition)) {
                        behind.put(partition, at.nextOffset());
                      }
                    }));
    BorderAppendTimes times = BorderAppendTimes.read(archived.spark(), now, behind);
    behind.forEach(
        (partition, offset) ->
            border.put(partition, new PartitionPosition(offset, times.before(partition))));
    boolean ahead =
        border.values().stream()
                .anyMatch(at -> AheadOfPresent.is(at.maxAppendTimeMicros(), present))
            || behind.keySet().stream()
                .anyMatch(partition -> AheadOfPresent.is(times.greatestFrom(partition), present));
    return ahead
        ? Optional.empty()
        : Optional.of(new Position(archive.topic(), archive.topicId(), border));
  }

  private ViewsReport publish(
      ViewsStore views,
      Horizon before,
      ArchivedPipeline.Moment now,
      Optional<Position> speed,
      Position border,
      long begun)
      throws SQLException {
    Instant present = views.present();
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    border.partitions().forEach((partition, at) -> offsets.put(partition, at.nextOffset()));
    Horizon next =
        new Horizon(
            Optional.of(
                EpochMicros.instant(
                    Bucket.of(
                        Math.min(border.maxAppendTimeMicros(), EpochMicros.micros(present))))),
            Optional.of(border.topicId()),
            offsets,
            before.generation() + 1);
    long records = offsets.values().stream().mapToLong(Long::longValue).sum();
    ArchiveSlice share = new ArchiveSlice(archived.spark(), now);
    Map<String, Long> cells =
        new CellLoading(archived.pipeline()).load(views, share.before(offsets), records, next);
    views.reset(next, border.topic(), speed.map(live -> live.with(known(live, border))));
    return new ViewsReport(
        before,
        Optional.of(next),
        true,
        records,
        cells,
        List.of(),
        Duration.ofNanos(System.nanoTime() - begun));
  }

  /** The border of those partitions that the speed layer has begun. */
  private static Map<Integer, PartitionPosition> known(Position live, Position border) {
    SortedMap<Integer, PartitionPosition> known = new TreeMap<>(border.partitions());
    known.keySet().retainAll(live.partitions().keySet());
    return known;
  }

  private static void sleep() {
    try {
      Thread.sleep(BETWEEN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while waiting", e);
    }
  }
}
