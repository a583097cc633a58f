package io.crossroads.pipelines;

import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.Rollup;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What a dashboard may name: what its pipeline declares, and what adds up over 24 hours. */
final class DashboardRules {

  private static final Duration LONGEST = Duration.ofHours(1);

  private final Pipeline pipeline;
  private final Dashboard dashboard;

  DashboardRules(Pipeline pipeline, Dashboard dashboard) {
    this.pipeline = pipeline;
    this.dashboard = dashboard;
  }

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException naming the value and what to do
   */
  void require() {
    Rollup rollup = counting(dashboard.rollup());
    if (!dashboard.notable().isEmpty()) {
      Measure notable = measure(rollup, dashboard.notable());
      if (notable.kind() != Measure.Kind.COUNT || notable.where().isEmpty()) {
        throw refused("'%s' must count events that meet conditions", notable.name());
      }
    }
    for (Dashboard.Line line : dashboard.lines()) {
      Measure drawn = measure(rollup, line.measure());
      if (!drawn.figures().equals(List.of(drawn.name()))) {
        throw refused("'%s' has no single figure to draw a line of", drawn.name());
      }
      if (!line.dimension().isEmpty()) {
        requireDimension(rollup, line.dimension());
      }
    }
    dashboard.shares().forEach(this::requireFits);
    dashboard.tables().forEach(this::requireFits);
    dashboard.levels().forEach(this::requireFits);
  }

  private void requireFits(Dashboard.Breakdown breakdown) {
    requireDimension(counting(breakdown.rollup()), breakdown.dimension());
  }

  private void requireFits(Dashboard.Level level) {
    var schema = pipeline.schema();
    if (schema.entity().isEmpty()) {
      throw refused("'%s' is of entities, and the pipeline has none", level.field());
    }
    if (!schema.columns().get(schema.indexOf(level.field())).type().isNumber()) {
      throw refused("'%s' is no number", level.field());
    }
  }

  /** A rollup whose windows make up 24 hours, each of which counts all events. */
  private Rollup counting(String name) {
    Rollup rollup =
        pipeline.rollups().stream()
            .filter(declared -> declared.name().equals(name))
            .findFirst()
            .orElseThrow(() -> refused("there is no rollup '%s'", name));
    Duration size = rollup.window().size();
    if (size.compareTo(LONGEST) > 0 || Duration.ofDays(1).toMillis() % size.toMillis() != 0) {
      throw refused("windows of '%s' must divide a day and last an hour at most", name);
    }
    if (rollup.measures().stream().noneMatch(DashboardRules::countsAll)) {
      throw refused("'%s' must count all events; give it Measure.count(...)", name);
    }
    return rollup;
  }

  private static boolean countsAll(Measure measure) {
    return measure.kind() == Measure.Kind.COUNT && measure.where().isEmpty();
  }

  private Measure measure(Rollup rollup, String name) {
    return rollup.measures().stream()
        .filter(declared -> declared.name().equals(name))
        .findFirst()
        .orElseThrow(() -> refused("'%s' is no measure of '" + rollup.name() + "'", name));
  }

  private void requireDimension(Rollup rollup, String name) {
    if (!rollup.dimensions().contains(name)) {
      throw refused("'%s' is no dimension of '" + rollup.name() + "'", name);
    }
  }

  private IllegalArgumentException refused(String problem, String name) {
    return new IllegalArgumentException(
        "the dashboard of pipeline '"
            + pipeline.name()
            + "': "
            + String.format(Locale.ROOT, problem, name));
  }
}
