package io.crossroads.lake.rollup;

import io.crossroads.layers.horizon.Bucket;
import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.horizon.SafeHorizon;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import io.crossroads.layers.rollup.Cell;
import io.crossroads.layers.speed.SpeedBatch;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.store.MergedCells;
import io.crossroads.store.RollupTable;
import io.crossroads.store.SpeedStore;
import io.crossroads.store.StoreSettings;
import io.crossroads.store.ViewsStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Both layers over the real store, taking in a topic that is a list: an archive that lags behind, a
 * speed layer that commits batches of any size, and runs of views in between.
 */
final class SimulatedLayers implements AutoCloseable {

  /** How the layers are kept apart; tests break it on purpose. */
  interface Split {
    /** As the jobs do it. */
    Split RIGHT = new Split() {};

    default long bucket(Horizon horizon, Reading reading) {
      return horizon.split().bucketMicros(reading.appendMicros());
    }

    default boolean isBatch(Horizon horizon, Reading reading) {
      return horizon.split().isBatch(reading.partition(), reading.offset());
    }

    default SafeHorizon choose(
        Position archived, Optional<Position> speed, Horizon now, boolean trustIdle) {
      return SafeHorizon.choose(archived, speed, now, trustIdle, Long.MAX_VALUE);
    }
  }

  private final Pipeline pipeline;
  private final StoreSettings settings;
  private final Split split;
  private final Random random;
  private final List<Reading> topic;
  private final SpeedStore speed;
  private final int partitions;
  private final long[] ends;
  private final long[] archived;

  SimulatedLayers(
      Pipeline pipeline,
      StoreSettings settings,
      Split split,
      Random random,
      List<Reading> topic,
      int partitions) {
    this.pipeline = pipeline;
    this.settings = settings;
    this.split = split;
    this.random = random;
    this.topic = topic;
    this.partitions = partitions;
    this.speed = new SpeedStore(settings, pipeline);
    this.archived = new long[partitions];
    this.ends = new long[partitions];
  }

  /** Records arrive; what has not arrived nobody can take in. */
  void arrive(int records) {
    long held = 0;
    for (long end : ends) {
      held += end;
    }
    for (Reading reading :
        topic.subList((int) held, (int) Math.min(topic.size(), held + records))) {
      ends[reading.partition()]++;
    }
  }

  /** The archive takes in some of what it lacks, of every partition another share. */
  void archiveSome() {
    for (int p = 0; p < partitions; p++) {
      archived[p] += some(ends[p] - archived[p]);
    }
  }

  /**
   * The speed layer takes in some of what it lacks, against a horizon that may have moved since.
   */
  void speedSome(boolean all) throws SQLException {
    Horizon horizon = speed.horizon();
    Optional<Position> from = speed.position();
    SortedMap<Integer, PartitionPosition> to = new TreeMap<>();
    List<Reading> taken = new ArrayList<>();
    for (int p = 0; p < partitions; p++) {
      int partition = p;
      long begin = from.map(position -> position.nextOffset(partition)).orElse(0L);
      long end = begin + (all ? ends[p] - begin : some(ends[p] - begin));
      to.put(p, new PartitionPosition(end, latest(partition, end)));
      of(partition, begin, end).stream()
          .filter(reading -> !split.isBatch(horizon, reading))
          .forEach(taken::add);
    }
    Map<String, List<Cell>> cells =
        Layers.speed(pipeline, taken, reading -> split.bucket(horizon, reading));
    Position next = new Position("topic", "id", to);
    speed.commit(
        new SpeedBatch(
            horizon,
            from,
            next,
            Optional.empty(),
            Map.of(),
            Map.of(),
            cells,
            List.of(),
            List.of(),
            List.of(),
            List.of()));
  }

  /** A run of views, with commits of the speed layer before it publishes. */
  boolean views(boolean full, boolean speedGoesOn) throws SQLException {
    boolean trustIdle = true;
    for (int attempt = 0; attempt < 2; attempt++) {
      try (ViewsStore views = ViewsStore.open(settings, pipeline)) {
        Horizon before = views.horizon();
        Position position = position();
        SafeHorizon safe = split.choose(position, views.speedPosition(), before, trustIdle);
        if (safe.timeMicros() <= 0) {
          return false;
        }
        Horizon next = safe.after(before, position, first(safe.timeMicros()));
        List<Reading> rows = new ArrayList<>();
        for (int p = 0; p < partitions; p++) {
          rows.addAll(of(p, full ? 0 : before.offset(p), next.offset(p)));
        }
        Map<String, List<Cell>> cells = Layers.batch(pipeline, rows);
        for (RollupTable table : RollupTable.of(pipeline)) {
          views.load(
              table.rollup(), cells.getOrDefault(table.rollup().name(), List.of()).iterator());
        }
        if (speedGoesOn) {
          arrive(random.nextInt(40));
          speedSome(true);
        }
        if (views.publish(
                full ? ViewsStore.Scope.ALL : ViewsStore.Scope.ADDED,
                before,
                next,
                "topic",
                safe.reached())
            == ViewsStore.Outcome.PUBLISHED) {
          return true;
        }
        trustIdle = false;
      }
    }
    return false;
  }

  /** What the merged answer must be now. */
  Set<String> expected() throws SQLException {
    Horizon horizon = speed.horizon();
    Optional<Position> position = speed.position();
    List<Reading> counted = new ArrayList<>();
    for (int p = 0; p < partitions; p++) {
      int partition = p;
      long live = position.map(at -> at.nextOffset(partition)).orElse(0L);
      counted.addAll(of(p, 0, Math.max(live, horizon.offset(p))));
    }
    return lines(Layers.batch(pipeline, counted));
  }

  /** What the merged answer is. */
  Set<String> merged() throws SQLException {
    Map<String, List<Cell>> cells = new TreeMap<>();
    try (Connection connection = settings.connect("test")) {
      for (RollupTable table : RollupTable.of(pipeline)) {
        MergedCells merged = MergedCells.of(table);
        List<Cell> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(merged.sql("true"));
            ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            found.add(merged.read(rows));
          }
        }
        cells.put(table.rollup().name(), found);
      }
    }
    return lines(cells);
  }

  /** All that has arrived is taken in by the speed layer. */
  boolean isCaughtUp() throws SQLException {
    Optional<Position> position = speed.position();
    for (int p = 0; p < partitions; p++) {
      int partition = p;
      if (position.map(at -> at.nextOffset(partition)).orElse(0L) < ends[p]) {
        return false;
      }
    }
    return true;
  }

  private Set<String> lines(Map<String, List<Cell>> cells) {
    Set<String> lines = new TreeSet<>();
    for (RollupTable table : RollupTable.of(pipeline)) {
      String name = table.rollup().name();
      for (Cell cell : cells.getOrDefault(name, List.of())) {
        lines.add(
            name
                + " "
                + cell.windowStart()
                + " "
                + cell.dimensions()
                + " "
                + table.states().answers(cell.states()));
      }
    }
    return lines;
  }

  private Position position() {
    SortedMap<Integer, PartitionPosition> held = new TreeMap<>();
    for (int p = 0; p < partitions; p++) {
      held.put(p, new PartitionPosition(archived[p], latest(p, archived[p])));
    }
    return new Position("topic", "id", held);
  }

  private SortedMap<Integer, Long> first(long timeMicros) {
    SortedMap<Integer, Long> first = new TreeMap<>();
    for (int p = 0; p < partitions; p++) {
      int partition = p;
      of(p, 0, archived[p]).stream()
          .filter(reading -> reading.appendMicros() >= timeMicros)
          .mapToLong(Reading::offset)
          .min()
          .ifPresent(offset -> first.put(partition, offset));
    }
    return first;
  }

  private long latest(int partition, long end) {
    return of(partition, 0, end).stream().mapToLong(Reading::appendMicros).max().orElse(0);
  }

  private Collection<Reading> of(int partition, long from, long until) {
    return topic.stream()
        .filter(r -> r.partition() == partition && r.offset() >= from && r.offset() < until)
        .toList();
  }

  private long some(long most) {
    return most <= 0 ? 0 : random.nextInt(3) == 0 ? most : random.nextLong(most + 1);
  }

  /** Breaks: the bucket of the append time alone, as if a broker's clock never stepped back. */
  static final Split BUCKET_BEHIND_THE_HORIZON =
      new Split() {
        @Override
        public long bucket(Horizon horizon, Reading reading) {
          return Bucket.of(reading.appendMicros());
        }
      };

  /** Breaks: the records of the horizon's own bucket are in both layers. */
  static final Split BOTH_TAKE_THE_BORDER =
      new Split() {
        @Override
        public boolean isBatch(Horizon horizon, Reading reading) {
          return horizon.split().isBatch(reading.partition(), reading.offset() + 1);
        }
      };

  /** Breaks: T from the partition that is furthest, as if the archive held as much of all. */
  static final Split THE_FASTEST_PARTITION_DECIDES =
      new Split() {
        @Override
        public SafeHorizon choose(
            Position archived, Optional<Position> speed, Horizon now, boolean trustIdle) {
          SafeHorizon unsafe =
              SafeHorizon.choose(archived, Optional.empty(), now, true, Long.MAX_VALUE);
          return new SafeHorizon(unsafe.timeMicros(), archived.partitions().keySet());
        }
      };

  @Override
  public void close() {
    speed.close();
  }
}
