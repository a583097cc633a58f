package io.crossroads.layers.rollup;

import io.crossroads.layers.rollup.StateColumn.Part;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.FieldType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which partial aggregates a rollup keeps, and what answers they give. Both layers write these
 * columns; serving, alerts and reconcile all ask here for answers.
 *
 * <p>Values that an event lacks do not count. Quotients are exact until they are rounded,
 * half-even: means to six digits more than the field has, variances to six more than its square,
 * shares to six.
 */
public final class RollupStates {

  /** Digits that a quotient has more than what is divided. */
  public static final int QUOTIENT_DIGITS = 6;

  /** Digits that the square of a value may have, so that 10^12 of them fit into 38 digits. */
  private static final int SQUARE_DIGITS = 26;

  private final Rollup rollup;
  private final Map<Measure, List<StateColumn>> ofMeasures = new LinkedHashMap<>();
  private final Map<Measure, Integer> firsts = new LinkedHashMap<>();
  private final List<StateColumn> columns = new ArrayList<>();

  /**
   * The columns of a rollup.
   *
   * @throws IllegalArgumentException if a sum of squares could need more than 38 digits
   */
  public RollupStates(Rollup rollup, EventSchema schema) {
    this.rollup = rollup;
    for (Measure measure : rollup.measures()) {
      List<StateColumn> parts = parts(measure, schema);
      firsts.put(measure, columns.size());
      ofMeasures.put(measure, parts);
      columns.addAll(parts);
    }
  }

  /** Those of all rollups of a pipeline, in the order of their declaration. */
  public static List<RollupStates> of(Pipeline pipeline) {
    return pipeline.rollups().stream()
        .map(rollup -> new RollupStates(rollup, pipeline.schema()))
        .toList();
  }

  /** The rollup that they are of. */
  public Rollup rollup() {
    return rollup;
  }

  /** All columns, in the order of the measures. */
  public List<StateColumn> columns() {
    return List.copyOf(columns);
  }

  /** The columns of one measure. */
  public List<StateColumn> columns(Measure measure) {
    return ofMeasures.get(measure);
  }

  /** Whether SQL cannot merge some of them. */
  public boolean hasSketches() {
    return columns.stream().anyMatch(column -> column.part().isSketch());
  }

  /**
   * The answers of all measures, by name, in their order.
   *
   * @param states merged partial aggregates, in the order of {@link #columns()}
   */
  public Map<String, Object> answers(List<?> states) {
    Map<String, Object> answers = new LinkedHashMap<>();
    ofMeasures.forEach(
        (measure, parts) -> {
          int first = firsts.get(measure);
          answers.put(measure.name(), answer(measure, states.subList(first, first + parts.size())));
        });
    return answers;
  }

  /**
   * The answer of one measure: {@link Long} for counts and distinct counts, {@link BigDecimal} for
   * what is measured, a map by {@code p50} and the like for percentiles, a list of {@link TopValue}
   * for frequent values. Null where there was no value.
   *
   * @param states merged partial aggregates, in the order of {@link #columns(Measure)}
   */
  public Object answer(Measure measure, List<?> states) {
    List<StateColumn> parts = columns(measure);
    int scale = parts.get(0).scale();
    return switch (measure.kind()) {
      case COUNT -> states.get(0);
      case SUM, MIN, MAX ->
          states.get(0) == null ? null : ((BigDecimal) states.get(0)).setScale(scale);
      case SHARE -> share((Long) states.get(0), (Long) states.get(1));
      case MEAN -> mean((BigDecimal) states.get(0), (Long) states.get(1), scale);
      case VARIANCE ->
          variance(
              (BigDecimal) states.get(0),
              (BigDecimal) states.get(1),
              (Long) states.get(2),
              parts.get(1).scale());
      case PERCENTILES -> Sketches.percentiles((byte[]) states.get(0), measure.arguments(), scale);
      case DISTINCT -> Sketches.distinct((byte[]) states.get(0));
      case TOP -> Sketches.top((byte[]) states.get(0), measure.arguments().get(0).intValue());
    };
  }

  private static BigDecimal share(Long count, Long all) {
    return all == null || all == 0
        ? null
        : BigDecimal.valueOf(count)
            .divide(BigDecimal.valueOf(all), QUOTIENT_DIGITS, RoundingMode.HALF_EVEN);
  }

  private static BigDecimal mean(BigDecimal sum, Long count, int scale) {
    return count == null || count == 0
        ? null
        : sum.divide(BigDecimal.valueOf(count), scale + QUOTIENT_DIGITS, RoundingMode.HALF_EVEN);
  }

  /** (n * sum of squares - sum^2) / n^2, which has no rounding before the division. */
  private static BigDecimal variance(BigDecimal sum, BigDecimal squares, Long count, int scale) {
    if (count == null || count == 0) {
      return null;
    }
    BigDecimal n = BigDecimal.valueOf(count);
    return n.multiply(squares)
        .subtract(sum.multiply(sum))
        .divide(n.multiply(n), scale + QUOTIENT_DIGITS, RoundingMode.HALF_EVEN);
  }

  private static List<StateColumn> parts(Measure measure, EventSchema schema) {
    String name = measure.name();
    int scale = scale(measure, schema);
    return switch (measure.kind()) {
      case COUNT -> List.of(new StateColumn(name, Part.COUNT, measure, 0));
      case SHARE ->
          List.of(
              new StateColumn(name + "__count", Part.COUNT, measure, 0),
              new StateColumn(name + "__all", Part.ALL, measure, 0));
      case SUM -> List.of(new StateColumn(name, Part.SUM, measure, scale));
      case MEAN ->
          List.of(
              new StateColumn(name + "__sum", Part.SUM, measure, scale),
              new StateColumn(name + "__count", Part.COUNT, measure, 0));
      case VARIANCE -> {
        requireSquaresFit(measure, schema);
        yield List.of(
            new StateColumn(name + "__sum", Part.SUM, measure, scale),
            new StateColumn(name + "__squares", Part.SQUARES, measure, 2 * scale),
            new StateColumn(name + "__count", Part.COUNT, measure, 0));
      }
      case MIN -> List.of(new StateColumn(name, Part.MIN, measure, scale));
      case MAX -> List.of(new StateColumn(name, Part.MAX, measure, scale));
      case PERCENTILES ->
          List.of(new StateColumn(name + "__sketch", Part.QUANTILES, measure, scale));
      case DISTINCT -> List.of(new StateColumn(name + "__sketch", Part.DISTINCT, measure, 0));
      case TOP -> List.of(new StateColumn(name + "__sketch", Part.TOP, measure, 0));
    };
  }

  private static int scale(Measure measure, EventSchema schema) {
    return measure.field().isEmpty() ? 0 : type(measure, schema).scale();
  }

  private static void requireSquaresFit(Measure measure, EventSchema schema) {
    FieldType type = type(measure, schema);
    BigInteger most =
        type.match(
            text -> BigInteger.ZERO,
            decimal -> greatest(decimal.min(), decimal.max()),
            whole -> greatest(whole.min(), whole.max()),
            flag -> BigInteger.ZERO,
            date -> BigInteger.ZERO,
            time -> BigInteger.ZERO);
    if (most.pow(2).compareTo(BigInteger.TEN.pow(SQUARE_DIGITS)) > 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "variance of '%s': the squares of 10^12 values up to %s (without the point) do not fit into 38 digits; give the field a narrower range",
              measure.field(),
              most));
    }
  }

  private static BigInteger greatest(long min, long max) {
    return BigInteger.valueOf(min).abs().max(BigInteger.valueOf(max).abs());
  }

  private static FieldType type(Measure measure, EventSchema schema) {
    return schema.columns().get(schema.indexOf(measure.field())).type();
  }
}
