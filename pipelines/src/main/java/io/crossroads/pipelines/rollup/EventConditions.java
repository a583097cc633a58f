package io.crossroads.pipelines.rollup;

import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.FieldType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/** Conditions on decoded events. One on a field that an event lacks is not met. */
public final class EventConditions {

  private final List<Check> checks;

  /** A condition with its constant as the event row carries values. */
  private interface Check {
    boolean holds(EventRow event);
  }

  /** All of several conditions. */
  public EventConditions(List<Condition> conditions, EventSchema schema) {
    this.checks = conditions.stream().map(condition -> check(condition, schema)).toList();
  }

  /** Whether an event meets all of them. */
  public boolean areMet(EventRow event) {
    for (Check check : checks) {
      if (!check.holds(event)) {
        return false;
      }
    }
    return true;
  }

  private static Check check(Condition condition, EventSchema schema) {
    int column = schema.indexOf(condition.name());
    FieldType type = schema.columns().get(column).type();
    Condition.Comparison comparison = condition.comparison();
    if (type instanceof FieldType.Text) {
      byte[] constant = condition.value().getBytes(StandardCharsets.UTF_8);
      return event ->
          event.has(column)
              && comparison.holds(
                  Arrays.compareUnsigned(
                      event.textBytes(column),
                      event.textOffset(column),
                      event.textOffset(column) + event.textLength(column),
                      constant,
                      0,
                      constant.length));
    }
    BigDecimal constant = constant(condition.value(), type);
    int scale = type instanceof FieldType.Decimal decimal ? decimal.scale() : 0;
    return event ->
        event.has(column)
            && comparison.holds(
                BigDecimal.valueOf(event.number(column), scale).compareTo(constant));
  }

  private static BigDecimal constant(String value, FieldType type) {
    if (type instanceof FieldType.Flag) {
      return Boolean.parseBoolean(value) ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    if (type instanceof FieldType.Date) {
      return BigDecimal.valueOf(LocalDate.parse(value).toEpochDay());
    }
    return type instanceof FieldType.Time
        ? BigDecimal.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(value)))
        : new BigDecimal(value);
  }
}
