package io.crossroads.store;

import io.crossroads.layers.rollup.RollupStates;
import io.crossroads.layers.rollup.StateColumn;
import io.crossroads.pipelines.rollup.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A rollup's answers as a relation of the rollup's name, for whoever asks in SQL: both layers in
 * one, a row a window and group, with the same numbers as the API gives. Measures that rest on
 * sketches, which SQL cannot merge, are not in it.
 *
 * @param table the rollup's tables
 */
record MergedView(RollupTable table) {

  /** Its name. */
  String name() {
    return table.rollup().name();
  }

  /** The statement that creates it. */
  String create() {
    List<String> columns = new ArrayList<>();
    table.group().forEach(column -> columns.add(Sql.quoted(column)));
    for (Measure measure : table.rollup().measures()) {
      List<StateColumn> parts = table.states().columns(measure);
      if (parts.stream().noneMatch(part -> part.part().isSketch())) {
        columns.add(answer(measure, parts) + " as " + Sql.quoted(measure.name()));
      }
    }
    return String.format(
        Locale.ROOT,
        "create view %s as select %s from (%s) merged",
        Sql.quoted(name()),
        String.join(", ", columns),
        MergedCells.of(table).sql("true"));
  }

  /** As {@link RollupStates#answer} has it. */
  private static String answer(Measure measure, List<StateColumn> parts) {
    String first = Sql.quoted(parts.get(0).name());
    int scale = parts.get(0).scale();
    return switch (measure.kind()) {
      case COUNT -> first;
      case SUM, MIN, MAX -> String.format(Locale.ROOT, "round(%s, %d)", first, scale);
      case SHARE -> quotient(first, Sql.quoted(parts.get(1).name()), 0);
      case MEAN -> quotient(first, Sql.quoted(parts.get(1).name()), scale);
      case VARIANCE -> {
        String squares = Sql.quoted(parts.get(1).name());
        String count = Sql.quoted(parts.get(2).name()) + "::numeric";
        yield quotient(
            String.format(Locale.ROOT, "%s * %s - %s * %s", count, squares, first, first),
            String.format(Locale.ROOT, "%1$s * %1$s", count),
            parts.get(1).scale());
      }
      case PERCENTILES, DISTINCT, TOP ->
          throw new IllegalArgumentException(measure.name() + " rests on a sketch");
    };
  }

  private static String quotient(String dividend, String divisor, int scale) {
    return String.format(
        Locale.ROOT,
        "%s.quotient(%s, nullif(%s, 0), %d)",
        StoreSettings.SCHEMA,
        dividend,
        divisor,
        scale + RollupStates.QUOTIENT_DIGITS);
  }
}
