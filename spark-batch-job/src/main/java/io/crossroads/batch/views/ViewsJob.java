package io.crossroads.batch.views;

import io.crossroads.batch.archive.ArchiveSlice;
import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.cli.CommandFailure;
import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.horizon.Bucket;
import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.horizon.SafeHorizon;
import io.crossroads.layers.position.Position;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.store.StoreSettings;
import io.crossroads.store.ViewsStore;
import io.crossroads.store.ViewsStore.Outcome;
import io.crossroads.store.ViewsStore.Scope;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
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

  private final ArchivedPipeline archived;
  private final Pipeline pipeline;
  private final StoreSettings store;
  private final CellLoading loading;

  /**
   * A job that has not run.
   *
   * @param store where views are published; prepared for the pipeline
   */
  public ViewsJob(ArchivedPipeline archived, StoreSettings store) {
    this.archived = archived;
    this.pipeline = archived.pipeline();
    this.store = store;
    this.loading = new CellLoading(pipeline);
  }

  /**
   * Computes and publishes.
   *
   * @param full whether to recompute everything
   * @param newTopic whether the topic was recreated, so that the live numbers must be, too
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
        Map<String, Long> cells =
            loading.load(views, plan.events(), plan.offsets(), plan.next().get());
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
   * @param present by the store's clock
   */
  private record Plan(
      Scope scope,
      Horizon before,
      Optional<Horizon> next,
      Set<Integer> reached,
      Position position,
      ArchiveSlice share,
      Instant present) {

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
    Instant present = views.present();
    Optional<Position> speed = views.speedPosition();
    ArchivedPipeline.Moment now = archived.now();
    Position position = now.position();
    ArchiveSlice share = new ArchiveSlice(archived.spark(), now);
    if (newTopic) {
      return new Plan(
          Scope.ALL_AND_RESTART,
          before,
          Optional.of(atTheEnd(position, before, present, share)),
          Set.of(),
          position,
          share,
          present);
    }
    requireNotAhead(before, present);
    requireSameTopic(position, before, speed);
    // The first run also takes in topics that were replaced before it.
    boolean all = full || !views.isComplete() || before.time().isEmpty();
    Scope scope = all ? Scope.ALL : Scope.ADDED;
    SafeHorizon safe =
        SafeHorizon.choose(position, speed, before, trustIdle, EpochMicros.micros(present));
    boolean moves = safe.timeMicros() > Math.max(0, before.timeMicros());
    boolean rebuilt = scope == Scope.ALL && before.time().isPresent();
    Optional<Horizon> next =
        moves || rebuilt
            ? Optional.of(
                safe.after(before, position, share.firstFrom(safe.timeMicros(), before.offsets())))
            : Optional.empty();
    return new Plan(scope, before, next, safe.reached(), position, share, present);
  }

  /** A horizon after all that is archived, whatever the speed layer holds. */
  private static Horizon atTheEnd(
      Position archived, Horizon before, Instant present, ArchiveSlice share) {
    long latest = archived.maxAppendTimeMicros();
    // The live numbers restart at the offsets, so that it may go back.
    long time = Math.min(Bucket.of(EpochMicros.micros(present)), Bucket.of(latest) + Bucket.MICROS);
    SortedMap<Integer, Long> first = share.firstFrom(time, Map.of());
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    archived
        .partitions()
        .forEach((number, at) -> offsets.put(number, first.getOrDefault(number, at.nextOffset())));
    return new Horizon(
        Optional.of(EpochMicros.instant(time)),
        Optional.of(archived.topicId()),
        offsets,
        before.generation() + 1);
  }

  private void requireNotAhead(Horizon before, Instant present) {
    if (before.time().isPresent() && before.time().get().isAfter(present)) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "the horizon of %s is at %s, ahead of the present, %s: records with a wrong append time"
                  + " were published. The answers are right, but the views stand still until then:"
                  + " 'views --reset-horizon', while 'stream' runs, brings it back",
              pipeline.name(),
              before.time().get(),
              present));
    }
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
              "the archive follows topic id %s, the store %s: the topic was recreated; run 'views --new-topic'",
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
                        "the archive of %s holds partition %d up to offset %d, the views up to %d: is it the same archive? 'views --new-topic' makes the views rebuilt from this one",
                        pipeline.name(),
                        partition,
                        archived.nextOffset(partition),
                        offset));
              }
            });
  }

  private static ViewsReport report(Plan plan, Map<String, Long> cells, long begun) {
    return new ViewsReport(
        plan.before(),
        plan.next(),
        plan.scope() != Scope.ADDED && plan.before().time().isPresent(),
        plan.offsets(),
        cells,
        AheadOfPresent.of(plan.position(), plan.present()),
        Duration.ofNanos(System.nanoTime() - begun));
  }
}
