package io.crossroads.pipelines.rollup;

import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whether a declared condition can come true and can fail: it names something that is there, and a
 * constant that this can hold. A condition that every event or none meets is a slip of the pen.
 */
public final class ConditionFit {

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
      FieldType type = field.type();
      if (type instanceof FieldType.Text text) {
        requireText(condition, text);
      } else if (type instanceof FieldType.Whole whole) {
        requireNumber(condition, 0, whole.min(), whole.max());
      } else if (type instanceof FieldType.Decimal decimal) {
        requireNumber(condition, decimal.scale(), decimal.min(), decimal.max());
      }
    }
  }

  private static void requireText(Condition condition, FieldType.Text type) {
    boolean byEquality =
        condition.comparison() == Condition.Comparison.EQUAL
            || condition.comparison() == Condition.Comparison.NOT_EQUAL;
    if (byEquality && !type.known().isEmpty() && !type.known().contains(condition.value())) {
      throw unfit(condition, "is one of " + type.known());
    }
    if (condition.value().getBytes(StandardCharsets.UTF_8).length > type.maxBytes()) {
      throw unfit(condition, "has at most " + type.maxBytes() + " bytes");
    }
  }

  private static void requireNumber(Condition condition, int scale, long min, long max) {
    BigDecimal value = new BigDecimal(condition.value());
    BigDecimal least = BigDecimal.valueOf(min, scale);
    BigDecimal greatest = BigDecimal.valueOf(max, scale);
    if (value.compareTo(least) < 0 || value.compareTo(greatest) > 0) {
      throw unfit(
          condition, "is from " + least.toPlainString() + " to " + greatest.toPlainString());
    }
    if (value.stripTrailingZeros().scale() > scale) {
      throw unfit(condition, "has " + scale + " digits after the point");
    }
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
