package io.crossroads.demo.watch;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.Rollup;
import java.util.Comparator;
import java.util.Locale;

/**
 * The answer that says how many events of a pipeline count: a measure that counts all of them, of
 * the rollup with the fewest windows that has one.
 *
 * @param pipeline the pipeline
 * @param rollup the rollup
 * @param measure counts events without a condition
 */
record Counted(Pipeline pipeline, Rollup rollup, Measure measure) {

  /**
   * The one of a pipeline.
   *
   * @throws IllegalArgumentException if none of its rollups counts events
   */
  static Counted of(Pipeline pipeline) {
    return pipeline.rollups().stream()
        .sorted(Comparator.comparing((Rollup rollup) -> rollup.window().slide()).reversed())
        .flatMap(
            rollup ->
                rollup.measures().stream()
                    .filter(measure -> measure.kind() == Measure.Kind.COUNT)
                    .filter(measure -> measure.where().isEmpty())
                    .map(measure -> new Counted(pipeline, rollup, measure)))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no rollup of '" + pipeline + "' counts events"));
  }

  /** How many windows an event is in. */
  long windowsOfAnEvent() {
    return rollup.window().size().toMillis() / rollup.window().slide().toMillis();
  }

  /** The question for all its windows. */
  String path() {
    return String.format(
        Locale.ROOT,
        "/api/v1/query?rollup=%s&dimensions=&measures=%s&limit=10000",
        rollup.name(),
        measure.name());
  }
}
