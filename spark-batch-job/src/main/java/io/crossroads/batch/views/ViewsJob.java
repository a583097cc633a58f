package io.crossroads.batch.views;

import io.crossroads.batch.archive.ArchiveSlice;
import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.cli.CommandFailure;
import io.crossroads.lake.rollup.CellReader;
import io.crossroads.lake.rollup.RollupColumns;
import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.horizon.Bucket;
import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.horizon.SafeHorizon;
import io.crossroads.layers.position.Position;
import io.crossroads.layers.rollup.Cell;
import io.crossroads.layers.rollup.RollupStates;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.store.StoreSettings;
import io.crossroads.store.ViewsStore;
import io.crossroads.store.ViewsStore.Outcome;
import io.crossroads.store.ViewsStore.Scope;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Brings the views of a pipeline up to what its archive holds of every partition. */
public final class ViewsJob {

  /** A run that meets another one, or a partition that wakes up, begins again. */
  private static final int ATTEMPTS = 5;

  /** Up to so many records one task is faster than several and a shuffle. */
  private static final long FOR_ONE_TASK = 200_000;

  private static final int SENT_TOGETHER = 20_000;

  private final ArchivedPipeline archived;
  private final Pipeline pipeline;
  private final StoreSettings store;
  private final RollupColumns columns;

  /**
   * A job that has not run.
   *
   * @param store where views are published; prepared for the pipeline
   */
  public ViewsJob(ArchivedPipeline archived, StoreSettings store) {
    this.archived = archived;
    this.pipeline = archived.pipeline();
    this.store = store;
    this.columns = new RollupColumns(pipeline);
  }

  /**
   * Computes and publishes.
   *
   * @param full whether to compute everything anew
   * @param newTopic whether the topic was made anew, so that the live numbers must be, too
   * @throws CommandFailure if that is not possible; says what to do
   */
  public ViewsReport run(boolean full, boolean newTopic) throws SQLException {
    long begun = System.nanoTime();
    boolean trustIdle = true;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try (ViewsStore views = ViewsStore.open(store, pipeline)) {
        Plan plan = plan(views, full, newTopic, trustIdle);
        if (plan.next().isEmpty()) {
          return report(plan, Map.of(), begun);
        }
        Map<String, Long> cells = load(views, plan);
        Outcome outcome =
            views.publish(
                plan.scope(),
                plan.before(),
                plan.next().get(),
                plan.position().topic(),
                plan.reached());
        if (outcome == Outcome.PUBLISHED) {
          return report(plan, cells, begun);
        }
        trustIdle &= outcome != Outcome.NOT_IDLE;
      }
    }
    throw new CommandFailure(
        String.format(
            Locale.ROOT,
            "somebody else has published views %d times meanwhile: run one 'views' at a time",
            ATTEMPTS));
  }

  /**
   * What a run will do.
   *
   * @param next the horizon that it reaches; empty if there is nothing to do
   * @param position what both tables of the archive hold
   * @param share reads them
   */
  private record Plan(
      Scope scope,
      Horizon before,
      Optional<Horizon> next,
      Set<Integer> reached,
      Position position,
      ArchiveSlice share) {

    /** The events that the views gain, or all that they shall hold. */
    Dataset<Row> events() {
      SortedMap<Integer, Long> ends = next.orElseThrow().offsets();
      return scope == Scope.ADDED ? share.between(before.offsets(), ends) : share.before(ends);
    }

    /** How many records these are out of, rejected ones among them. */
    long offsets() {
      return next.stream()
          .flatMap(horizon -> horizon.offsets().entrySet().stream())
          .mapToLong(
              end -> end.getValue() - (scope == Scope.ADDED ? before.offset(end.getKey()) : 0))
          .sum();
    }
  }

  private Plan plan(ViewsStore views, boolean full, boolean newTopic, boolean trustIdle)
      throws SQLException {
    Horizon before = views.horizon();
    Optional<Position> speed = views.speedPosition();
    ArchivedPipeline.Moment now = archived.now();
    Position position = now.position();
    ArchiveSlice share = new ArchiveSlice(archived.spark(), now);
    if (newTopic) {
      return new Plan(
          Scope.ALL_AND_BEGIN_ANEW,
          before,
          Optional.of(atTheEnd(position, before)),
          Set.of(),
          position,
          share);
    }
    requireSameTopic(position, before, speed);
    Scope scope = full || !views.isComplete() ? Scope.ALL : Scope.ADDED;
    SafeHorizon safe = SafeHorizon.choose(position, speed, before, trustIdle);
    boolean moves = safe.timeMicros() > Math.max(0, before.timeMicros());
    boolean anew = scope == Scope.ALL && before.time().isPresent();
    Optional<Horizon> next =
        moves || anew
            ? Optional.of(safe.after(before, position, share.firstFrom(safe.timeMicros())))
            : Optional.empty();
    return new Plan(scope, before, next, safe.reached(), position, share);
  }

  /** A horizon after all that is archived, whatever the speed layer holds. */
  private static Horizon atTheEnd(Position archived, Horizon before) {
    long latest = archived.maxAppendTimeMicros();
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    archived.partitions().forEach((number, at) -> offsets.put(number, at.nextOffset()));
    long time = Math.max(before.timeMicros(), Bucket.of(latest) + Bucket.MICROS);
    return new Horizon(
        Optional.of(EpochMicros.instant(time)),
        Optional.of(archived.topicId()),
        offsets,
        before.generation() + 1);
  }

  private void requireSameTopic(Position archived, Horizon before, Optional<Position> speed) {
    String id = archived.topicId();
    boolean same =
        before.topicId().orElse(id).equals(id)
            && speed.map(Position::topicId).orElse(id).equals(id);
    if (!same) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "the archive follows topic id %s, the store %s: the topic was made anew; run 'views --new-topic'",
              id,
              before.topicId().or(() -> speed.map(Position::topicId)).get()));
    }
    before
        .offsets()
        .forEach(
            (partition, offset) -> {
              if (archived.nextOffset(partition) < offset) {
                throw new CommandFailure(
                    String.format(
                        Locale.ROOT,
                        "the archive of %s holds partition %d up to offset %d, the views up to %d: is it the same archive? 'views --new-topic' makes the views anew from this one",
                        pipeline.name(),
                        partition,
                        archived.nextOffset(partition),
                        offset));
              }
            });
  }

  /** One pass over the cells, as they come: a few thousand of a rollup are sent together. */
  private Map<String, Long> load(ViewsStore views, Plan plan) throws SQLException {
    Dataset<Row> events = plan.events();
    Dataset<Row> cells =
        columns.cells(plan.offsets() <= FOR_ONE_TASK ? events.coalesce(1) : events);
    CellReader reader = columns.reader();
    Map<String, Long> counts = new LinkedHashMap<>();
    Map<RollupStates, List<Cell>> gathered = new LinkedHashMap<>();
    reader.rollups().forEach(rollup -> gathered.put(rollup, new ArrayList<>()));
    for (Iterator<Row> rows = cells.toLocalIterator(); rows.hasNext(); ) {
      Row row = rows.next();
      List<Cell> together = gathered.get(reader.rollup(row));
      together.add(reader.cell(row));
      if (together.size() == SENT_TOGETHER) {
        send(views, reader.rollup(row), together, counts);
      }
    }
    for (Map.Entry<RollupStates, List<Cell>> rest : gathered.entrySet()) {
      send(views, rest.getKey(), rest.getValue(), counts);
    }
    return counts;
  }

  private static void send(
      ViewsStore views, RollupStates states, List<Cell> cells, Map<String, Long> counts)
      throws SQLException {
    counts.merge(states.rollup().name(), views.load(states.rollup(), cells.iterator()), Long::sum);
    cells.clear();
  }

  private static ViewsReport report(Plan plan, Map<String, Long> cells, long begun) {
    return new ViewsReport(
        plan.before(),
        plan.next(),
        plan.scope() != Scope.ADDED,
        plan.offsets(),
        cells,
        Duration.ofNanos(System.nanoTime() - begun));
  }
}
