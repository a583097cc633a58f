package io.crossroads.pipelines.rollup;

import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.FieldType;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Measures of events, grouped by dimensions and a window of event time. Declared once; the batch
 * layer and the speed layer execute this declaration.
 *
 * @param name unique in its pipeline
 * @param description one sentence for those who query it
 * @param dimensions fields that events are grouped by
 * @param window windows of event time
 * @param measures what is kept of each group
 * @param kept how long an event counts after it was appended, whole days; {@link #FOR_EVER} unless
 *     declared
 */
public record Rollup(
    String name,
    String description,
    List<String> dimensions,
    Window window,
    List<Measure> measures,
    Duration kept) {

  /** Nothing is ever dropped. */
  public static final Duration FOR_EVER = Duration.ZERO;

  /** A rollup that is kept for ever. */
  public Rollup(
      String name,
      String description,
      List<String> dimensions,
      Window window,
      List<Measure> measures) {
    this(name, description, dimensions, window, measures, FOR_EVER);
  }

  public Rollup {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(window, "window");
    if (kept.isNegative() || !kept.equals(Duration.ofDays(kept.toDays()))) {
      throw new IllegalArgumentException(
          "rollup '" + name + "' is kept for " + kept + "; it must be whole days");
    }
    dimensions = List.copyOf(dimensions);
    measures = List.copyOf(measures);
    Set<String> names = new HashSet<>(dimensions);
    for (Measure measure : measures) {
      if (!names.add(measure.name())) {
        throw new IllegalArgumentException(
            "rollup '" + name + "' has two columns named '" + measure.name() + "'");
      }
    }
  }

  /**
   * The same with events that count for a limited time: what was appended before is dropped, in
   * whole minutes of append time, and which is written down.
   *
   * @param days whole days, over one
   */
  public Rollup keptFor(Duration days) {
    return new Rollup(name, description, dimensions, window, measures, days);
  }

  /** Whether nothing is ever dropped. */
  public boolean isKeptForEver() {
    return kept.equals(FOR_EVER);
  }

  /**
   * Checks that the declaration fits a schema.
   *
   * @throws IllegalArgumentException if it names a field that is not there, or measures one whose
   *     type the measure cannot take
   */
  public void requireFits(EventSchema schema) {
    dimensions.forEach(schema::indexOf);
    for (Measure measure : measures) {
      ConditionFit.requireOfEvents(measure.where(), schema);
      if (measure.kind().countsEvents()) {
        continue;
      }
      FieldType type = schema.columns().get(schema.indexOf(measure.field())).type();
      boolean any = measure.kind() == Measure.Kind.DISTINCT || measure.kind() == Measure.Kind.TOP;
      if (!type.isNumber() && !any) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "rollup '%s': %s of '%s', which is no number",
                name,
                measure.kind(),
                measure.field()));
      }
    }
  }
}
