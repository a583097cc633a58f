package io.crossroads.pipelines.rollup;

import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether a declared condition can come true and can fail: it names something that is there, and a
 * constant that this can hold. A condition that every event or none meets is a slip of the pen.
 */
public final class ConditionFit {

  private static final Optional<String> NO_MISFIT = Optional.empty();

  private ConditionFit() {}

  /**
   * Checks conditions on fields and derived columns.
   *
   * @throws IllegalArgumentException if one names no column, or a constant that the column cannot
   *     hold
   */
  public static void requireOfEvents(Conditions conditions, EventSchema schema) {
    for (Condition condition : conditions.each()) {
      Field field = schema.columns().get(schema.indexOf(condition.name()));
      new ConditionOnEvent(condition, schema);
      field
          .type()
          .match(
              text -> misfit(condition, text),
              decimal -> misfit(condition, decimal.scale(), decimal.min(), decimal.max()),
              whole -> misfit(condition, 0, whole.min(), whole.max()),
              flag -> NO_MISFIT,
              date -> NO_MISFIT,
              time -> NO_MISFIT)
          .ifPresent(
              expected -> {
                throw unfit(condition, expected);
              });
    }
  }

  private static Optional<String> misfit(Condition condition, FieldType.Text type) {
    boolean byEquality =
        condition.comparison() == Condition.Comparison.EQUAL
            || condition.comparison() == Condition.Comparison.NOT_EQUAL;
    if (byEquality && !type.known().isEmpty() && !type.known().contains(condition.value())) {
      return Optional.of("is one of " + type.known());
    }
    return condition.value().getBytes(StandardCharsets.UTF_8).length > type.maxBytes()
        ? Optional.of("has at most " + type.maxBytes() + " bytes")
        : NO_MISFIT;
  }

  private static Optional<String> misfit(Condition condition, int scale, long min, long max) {
    BigDecimal value = new BigDecimal(condition.value());
    BigDecimal least = BigDecimal.valueOf(min, scale);
    BigDecimal greatest = BigDecimal.valueOf(max, scale);
    if (value.compareTo(least) < 0 || value.compareTo(greatest) > 0) {
      return Optional.of("is from " + least.toPlainString() + " to " + greatest.toPlainString());
    }
    return value.stripTrailingZeros().scale() > scale
        ? Optional.of("has " + scale + " digits after the point")
        : NO_MISFIT;
  }

  /**
   * Checks conditions on measures.
   *
   * @throws IllegalArgumentException if one names no figure of the rollup, or compares it with what
   *     is no number
   */
  public static void requireOfMeasures(Conditions conditions, Rollup rollup) {
    Map<String, Measure> measures =
        rollup.measures().stream().collect(Collectors.toMap(Measure::name, measure -> measure));
    for (Condition condition : conditions.each()) {
      String[] path = condition.name().split("\\.", 2);
      Measure measure = measures.get(path[0]);
      if (measure == null) {
        throw unfit(
            condition,
            String.format(
                Locale.ROOT,
                "is no measure of rollup '%s'; there are %s",
                rollup.name(),
                rollup.measures().stream().map(Measure::name).toList()));
      }
      List<String> figures = measure.figures();
      if (!figures.contains(condition.name())) {
        throw unfit(condition, "is no figure; '" + measure.name() + "' has " + figures);
      }
      requireFigure(condition);
    }
  }

  private static void requireFigure(Condition condition) {
    try {
      new BigDecimal(condition.value());
    } catch (NumberFormatException e) {
      throw unfit(condition, "is compared with a number");
    }
  }

  private static IllegalArgumentException unfit(Condition condition, String why) {
    return new IllegalArgumentException(
        String.format(Locale.ROOT, "condition '%s': '%s' %s", condition, condition.name(), why));
  }
}
