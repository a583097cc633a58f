package io.crossroads.pipelines.rollup;

import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** Whether a decoded event meets a condition; one without the field does not. */
public final class ConditionOnEvent {

  private final Condition condition;
  private final int column;
  private final ToIntFunction<EventRow> comparison;

  /**
   * Compiles a condition.
   *
   * @throws IllegalArgumentException if there is no such field, or the constant does not fit it
   */
  public ConditionOnEvent(Condition condition, EventSchema schema) {
    this.condition = condition;
    column = schema.indexOf(condition.name());
    comparison = comparison(schema.columns().get(column), condition.value());
  }

  /** Whether an event meets it. */
  public boolean test(EventRow row) {
    return row.has(column) && condition.comparison().holds(comparison.applyAsInt(row));
  }

  private ToIntFunction<EventRow> comparison(Field field, String constant) {
    return field
        .type()
        .match(
            text -> toText(constant.getBytes(StandardCharsets.UTF_8)),
            decimal -> toDecimal(number(constant), decimal.scale()),
            whole -> toDecimal(number(constant), 0),
            flag -> toWhole(flag(constant)),
            date -> toWhole(day(constant)),
            time -> toWhole(micros(constant)));
  }

  private ToIntFunction<EventRow> toText(byte[] text) {
    return row -> compareText(row, text);
  }

  private ToIntFunction<EventRow> toDecimal(BigDecimal number, int scale) {
    return row -> BigDecimal.valueOf(row.number(column), scale).compareTo(number);
  }

  private ToIntFunction<EventRow> toWhole(long number) {
    return row -> Long.compare(row.number(column), number);
  }

  private int compareText(EventRow row, byte[] text) {
    int offset = row.textOffset(column);
    return Arrays.compareUnsigned(
        row.textBytes(column), offset, offset + row.textLength(column), text, 0, text.length);
  }

  private BigDecimal number(String constant) {
    try {
      return new BigDecimal(constant);
    } catch (NumberFormatException e) {
      throw unfit("a number", constant);
    }
  }

  private long micros(String constant) {
    try {
      return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(constant));
    } catch (DateTimeParseException e) {
      throw unfit("a time such as 2025-01-01T07:00:00Z", constant);
    }
  }

  private long day(String constant) {
    try {
      return LocalDate.parse(constant).toEpochDay();
    } catch (DateTimeParseException e) {
      throw unfit("a day such as 2025-01-01", constant);
    }
  }

  private long flag(String constant) {
    return switch (constant) {
      case "true" -> 1;
      case "false" -> 0;
      default -> throw unfit("true or false", constant);
    };
  }

  private IllegalArgumentException unfit(String needed, String constant) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "field '%s' is compared with %s, not '%s'",
            condition.name(),
            needed,
            constant));
  }
}
