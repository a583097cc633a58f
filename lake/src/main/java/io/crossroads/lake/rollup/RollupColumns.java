package io.crossroads.lake.rollup;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.crossroads.layers.rollup.RollupStates;
import io.crossroads.layers.rollup.StateColumn;
import io.crossroads.layers.rollup.StateColumn.Part;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.rollup.Conditions;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.pipelines.rollup.Window;
import io.crossroads.pipelines.rollup.WindowStarts;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.FieldType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/**
 * The rollups of a pipeline, compiled to Spark columns. The streaming job runs these on what it has
 * just decoded, the batch job on the archive. One pass over the events makes the cells of all
 * rollups: each event is repeated for every window that it is in, and grouped by rollup, window,
 * dimensions and, in the speed layer, minute of append time.
 */
public final class RollupColumns {

  private static final String ROLLUP = "cell_rollup";
  private static final String START = "cell_start";
  private static final String BUCKET = "cell_bucket";

  private final EventSchema schema;
  private final List<RollupStates> rollups;
  private final List<Window> windows;
  private final List<Grouped> dimensions;
  private final List<State> states;

  /** A dimension and the rollups that group by it; the others see it as null. */
  private record Grouped(String field, Collection<Integer> rollups) {
    String alias() {
      return "cell_by_" + field;
    }
  }

  /** A partial aggregate; rollups that keep the same one share it. */
  private record State(Part part, String field, Conditions where) {
    static State of(StateColumn column) {
      boolean ofAll = column.part() == Part.ALL;
      return new State(
          column.part(),
          ofAll ? "" : column.measure().field(),
          ofAll ? Conditions.NONE : column.measure().where());
    }
  }

  /** Compiles the rollups that a pipeline declares. */
  public RollupColumns(Pipeline pipeline) {
    this(pipeline, pipeline.rollups());
  }

  /** Compiles some of the rollups that a pipeline declares. */
  public RollupColumns(Pipeline pipeline, List<Rollup> some) {
    this.schema = pipeline.schema();
    this.rollups = some.stream().map(one -> new RollupStates(one, schema)).toList();
    this.windows = rollups.stream().map(states -> states.rollup().window()).toList();
    Map<String, Collection<Integer>> groupedBy = new LinkedHashMap<>();
    for (int i = 0; i < rollups.size(); i++) {
      for (String dimension : rollups.get(i).rollup().dimensions()) {
        groupedBy.computeIfAbsent(dimension, name -> new TreeSet<>()).add(i);
      }
    }
    this.dimensions =
        groupedBy.entrySet().stream().map(by -> new Grouped(by.getKey(), by.getValue())).toList();
    this.states =
        rollups.stream()
            .flatMap(rollup -> rollup.columns().stream())
            .map(State::of)
            .distinct()
            .toList();
  }

  /** Whether there is anything to compute. */
  public boolean isEmpty() {
    return rollups.isEmpty();
  }

  /** The cells of all rollups, of all append times together. */
  public Dataset<Row> cells(Dataset<Row> events) {
    return grouped(events, lit(null).cast(DataTypes.LongType));
  }

  /**
   * The cells of all rollups by minute of append time.
   *
   * @param bucket the column that holds the minute's begin, microseconds since the epoch
   */
  public Dataset<Row> cells(Dataset<Row> events, String bucket) {
    return grouped(events, col(bucket));
  }

  /** Those cells that are of one rollup. */
  public Dataset<Row> only(Dataset<Row> cells, Rollup rollup) {
    List<Rollup> declared = rollups.stream().map(RollupStates::rollup).toList();
    return cells.where(col(ROLLUP).equalTo(lit(declared.indexOf(rollup))));
  }

  /** Reads the cells of the rows that this makes. */
  public CellReader reader() {
    return new CellReader(
        rollups,
        rollups.stream().map(this::placesOfDimensions).toList(),
        rollups.stream().map(this::placesOfStates).toList());
  }

  private Dataset<Row> grouped(Dataset<Row> events, Column bucket) {
    // Groups are few beside the events; Spark's 200 partitions would take longer than the work.
    SparkSession spark = events.sparkSession();
    spark.conf().set("spark.sql.shuffle.partitions", spark.sparkContext().defaultParallelism());
    Column micros = unix_micros(col(schema.eventTime()));
    List<Column> input = new ArrayList<>();
    for (String name : inputs()) {
      input.add(col(name));
    }
    input.add(bucket.as(BUCKET));
    List<String> stack = new ArrayList<>();
    for (int rollup = 0; rollup < windows.size(); rollup++) {
      Window window = windows.get(rollup);
      for (int which = 0; which < new WindowStarts(window).perEvent(); which++) {
        String start = "cell_start_" + rollup + "_" + which;
        input.add(udf(new WindowStart(window, which), DataTypes.LongType).apply(micros).as(start));
        stack.add(rollup + ", " + start);
      }
    }
    String repeated =
        String.format(
            Locale.ROOT,
            "stack(%d, %s) as (%s, %s)",
            stack.size(),
            String.join(", ", stack),
            ROLLUP,
            START);
    Dataset<Row> windowed =
        events.select(input.toArray(Column[]::new)).select(col("*"), expr(repeated));
    List<Column> keys = new ArrayList<>(List.of(col(ROLLUP), col(START), col(BUCKET)));
    dimensions.forEach(dimension -> keys.add(key(dimension)));
    Column[] aggregates = new Column[states.size()];
    for (int i = 0; i < aggregates.length; i++) {
      aggregates[i] = aggregate(states.get(i)).as("cell_state_" + i);
    }
    Column[] rest = Arrays.copyOfRange(aggregates, 1, aggregates.length);
    return windowed.groupBy(keys.toArray(Column[]::new)).agg(aggregates[0], rest);
  }

  /** The fields that are needed at all. */
  private Collection<String> inputs() {
    Collection<String> names = new TreeSet<>();
    dimensions.forEach(dimension -> names.add(dimension.field()));
    for (State state : states) {
      state.where().each().forEach(condition -> names.add(condition.name()));
      if (!state.field().isEmpty()) {
        names.add(state.field());
      }
    }
    return names;
  }

  private Column key(Grouped dimension) {
    Column field = col(dimension.field());
    // The one character that PostgreSQL cannot hold; both layers must group alike.
    Column value =
        type(dimension.field())
            .match(
                text -> translate(field, "\0", "\uFFFD"),
                decimal -> field,
                whole -> field,
                flag -> field,
                date -> field,
                time -> field);
    boolean ofAll = dimension.rollups().size() == rollups.size();
    Column key = ofAll ? value : when(col(ROLLUP).isin(dimension.rollups().toArray()), value);
    return key.as(dimension.alias());
  }

  private Column aggregate(State state) {
    Column meets = ConditionColumns.of(state.where(), schema);
    if (state.field().isEmpty()) {
      return count(state.where().isEmpty() ? lit(1) : when(meets, lit(1)));
    }
    Column field = col(state.field());
    Column value = state.where().isEmpty() ? field : when(meets, field);
    return switch (state.part()) {
      case COUNT, ALL -> count(value);
      case SUM -> total(value, decimal(value, state.field()));
      case SQUARES -> {
        Column number = decimal(value, state.field());
        yield total(value, number.multiply(number));
      }
      case MIN -> min(decimal(value, state.field()));
      case MAX -> max(decimal(value, state.field()));
      case QUANTILES -> SketchAggregators.ofNumbers(unscaled(value, state.field()));
      case DISTINCT, TOP -> SketchAggregators.ofTexts(state.part(), value.cast("string"));
    };
  }

  /**
   * A sum of nothing is 0; one that is too large for Spark stays null, which the reader refuses.
   */
  private static Column total(Column value, Column number) {
    return when(count(value).equalTo(0), lit(BigDecimal.ZERO)).otherwise(sum(number));
  }

  /**
   * The value as a decimal of no more digits than it can have, so that sums are cheap and exact.
   */
  private Column decimal(Column value, String field) {
    return type(field)
        .match(
            text -> value,
            decimal -> value,
            whole -> value.cast(DataTypes.createDecimalType(digits(whole), 0)),
            flag -> value,
            date -> value,
            time -> value);
  }

  private static int digits(FieldType.Whole whole) {
    return Math.max(
        BigDecimal.valueOf(whole.min()).precision(), BigDecimal.valueOf(whole.max()).precision());
  }

  private Column unscaled(Column value, String field) {
    return value.multiply(lit(BigDecimal.TEN.pow(type(field).scale()))).cast(DataTypes.DoubleType);
  }

  private FieldType type(String field) {
    return schema.columns().get(schema.indexOf(field)).type();
  }

  /** Rows begin with rollup, start and bucket; dimensions follow, then states. */
  private List<Integer> placesOfDimensions(RollupStates of) {
    List<String> fields = dimensions.stream().map(Grouped::field).toList();
    return of.rollup().dimensions().stream()
        .map(name -> CellReader.FIRST_DIMENSION + fields.indexOf(name))
        .toList();
  }

  private List<Integer> placesOfStates(RollupStates of) {
    int first = CellReader.FIRST_DIMENSION + dimensions.size();
    return of.columns().stream().map(state -> first + states.indexOf(State.of(state))).toList();
  }
}
