package io.crossroads.store;

import io.crossroads.layers.rollup.RollupStates;
import io.crossroads.layers.rollup.StateColumn;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.rollup.Conditions;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.pipelines.schema.EventSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The two tables of a rollup, as its declaration asks for them: {@code batch_<rollup>} with one row
 * a window and group, {@code speed_<rollup>} with one for each minute of append time besides. Where
 * events count for a limited time, both have one for each minute, as minutes are dropped.
 */
public final class RollupTable {

  /** Where the window begins. */
  public static final String WINDOW_START = "window_start";

  /** The minute of append time, in the table of the batch layer only where minutes are dropped. */
  public static final String BUCKET = "bucket";

  /** PostgreSQL cuts off longer names; {@code incoming_} is the longest prefix. */
  private static final int LONGEST_NAME = 63 - "incoming_".length();

  /** A column by name and type. */
  public record Column(String name, ColumnType type) {}

  private final Pipeline pipeline;
  private final Rollup rollup;
  private final RollupStates states;
  private final List<Column> dimensions;

  /**
   * The tables of a rollup.
   *
   * @throws IllegalArgumentException if the declaration makes no table; says why
   */
  public RollupTable(Pipeline pipeline, Rollup rollup) {
    this.pipeline = pipeline;
    this.rollup = rollup;
    this.states = new RollupStates(rollup, pipeline.schema());
    EventSchema schema = pipeline.schema();
    this.dimensions =
        rollup.dimensions().stream()
            .map(
                name ->
                    new Column(
                        name, ColumnType.of(schema.columns().get(schema.indexOf(name)).type())))
            .toList();
    requireName();
    requireDistinct();
  }

  /** The tables of all rollups of a pipeline, in the order of their declaration. */
  public static List<RollupTable> of(Pipeline pipeline) {
    return pipeline.rollups().stream().map(rollup -> new RollupTable(pipeline, rollup)).toList();
  }

  public Pipeline pipeline() {
    return pipeline;
  }

  public Rollup rollup() {
    return rollup;
  }

  /** Which partial aggregates are kept. */
  public RollupStates states() {
    return states;
  }

  /** The columns that say which group a row is of, without the window. */
  public List<Column> dimensions() {
    return dimensions;
  }

  /** The table that the batch layer writes. */
  public String batch() {
    return "batch_" + rollup.name();
  }

  /** The table that the speed layer writes. */
  public String speed() {
    return "speed_" + rollup.name();
  }

  /** Names of window and dimensions. */
  public List<String> group() {
    return Stream.concat(Stream.of(WINDOW_START), dimensions.stream().map(Column::name)).toList();
  }

  /** Names of the partial aggregates. */
  public List<String> stateNames() {
    return states.columns().stream().map(StateColumn::name).toList();
  }

  /** The key of the batch layer's table; with the bucket where buckets are dropped. */
  List<String> batchKey() {
    return rollup.isKeptForEver() ? group() : speedKey();
  }

  /** The key of the speed layer's table. */
  List<String> speedKey() {
    List<String> key = new ArrayList<>(group());
    key.add(BUCKET);
    return key;
  }

  /**
   * What is in the tables, in one text that changes whenever it does; the description does not
   * matter.
   */
  String declaration() {
    String measures =
        rollup.measures().stream().map(RollupTable::text).collect(Collectors.joining("; "));
    String columns =
        dimensions.stream()
            .map(column -> column.name() + " " + column.type().sql())
            .collect(Collectors.joining(", "));
    String scales =
        states.columns().stream()
            .map(state -> state.name() + ":" + state.scale())
            .collect(Collectors.joining(" "));
    return String.format(
        Locale.ROOT,
        "by %s per %s every %s from midnight in %s: %s (%s)%s",
        columns,
        rollup.window().size(),
        rollup.window().slide(),
        rollup.window().zone(),
        measures,
        scales,
        rollup.isKeptForEver() ? "" : " kept " + rollup.kept());
  }

  private static String text(Measure measure) {
    return String.format(
        Locale.ROOT,
        "%s = %s %s %s %s",
        measure.name(),
        measure.kind(),
        measure.field(),
        text(measure.where()),
        measure.arguments());
  }

  private static String text(Conditions where) {
    return where.isEmpty()
        ? "[]"
        : where.groups().stream().map(List::toString).collect(Collectors.joining(" or "));
  }

  /** Statements that create both tables. */
  List<String> create() {
    String columns =
        Stream.concat(
                dimensions.stream()
                    .map(column -> Sql.quoted(column.name()) + " " + column.type().sql()),
                states.columns().stream()
                    .map(state -> Sql.quoted(state.name()) + " " + StateSql.type(state).sql()))
            .collect(Collectors.joining(", "));
    List<String> statements = new ArrayList<>();
    create(statements, batch(), columns, batchKey());
    create(statements, speed(), columns, speedKey());
    return statements;
  }

  private static void create(
      List<String> statements, String table, String columns, List<String> key) {
    boolean bucketed = key.contains(BUCKET);
    statements.add(
        String.format(
            Locale.ROOT,
            "create table %s (%s timestamptz not null, %s%s, unique nulls not distinct (%s))",
            Sql.quoted(table),
            WINDOW_START,
            bucketed ? BUCKET + " timestamptz not null, " : "",
            columns,
            Sql.list(key)));
    if (bucketed) {
      statements.add(
          String.format(Locale.ROOT, "create index on %s (%s)", Sql.quoted(table), BUCKET));
    }
  }

  private void requireName() {
    if (!rollup.name().matches("[a-z][a-z0-9_]*") || rollup.name().length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "rollup name must be [a-z][a-z0-9_]* of at most %d characters, not '%s'",
              LONGEST_NAME,
              rollup.name()));
    }
  }

  private void requireDistinct() {
    Set<String> names = new HashSet<>(List.of(WINDOW_START, BUCKET));
    Stream.concat(dimensions.stream().map(Column::name), stateNames().stream())
        .filter(name -> !names.add(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  String.format(
                      Locale.ROOT, "rollup '%s' has two columns named '%s'", rollup.name(), name));
            });
  }
}
