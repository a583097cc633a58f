package io.crossroads.serving.api;

import io.crossroads.serving.web.Parameter;
import io.crossroads.serving.web.Problem;
import io.crossroads.serving.web.ProblemException;
import io.crossroads.store.RollupTable.Column;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Values of dimensions, as text of a request. */
final class DimensionValues {

  /** Digits before and after the point, which keeps numbers to what a field may hold. */
  private static final String DECIMAL = "-?[0-9]{1,20}(\\.[0-9]{1,20})?";

  private DimensionValues() {}

  /**
   * A value as the store compares it; null for an empty text, which no event has.
   *
   * @param parameter the parameter that the text is of
   */
  static Object read(String parameter, Column column, String text) {
    if (text.isEmpty()) {
      return null;
    }
    Optional<?> value =
        switch (column.type()) {
          case TEXT -> Optional.of(text);
          case BIGINT -> whole(text);
          case NUMERIC -> Optional.of(text).filter(t -> t.matches(DECIMAL)).map(BigDecimal::new);
          case BOOLEAN ->
              Optional.of(text).filter(List.of("true", "false")::contains).map(Boolean::valueOf);
          case DATE -> date(text);
          case TIMESTAMPTZ -> Parameter.time(parameter, "").reader().apply(text);
          case BYTEA -> Optional.empty();
        };
    if (value.isEmpty()) {
      throw new ProblemException(
          Problem.parameter(
              parameter,
              column.name() + "=" + text,
              column.name() + "= and " + expected(column),
              List.of()));
    }
    return value.get();
  }

  private static String expected(Column column) {
    return switch (column.type()) {
      case BIGINT -> "a whole number";
      case NUMERIC -> "a decimal number";
      case BOOLEAN -> "true or false";
      case DATE -> "a day such as 2026-01-31";
      case TIMESTAMPTZ -> "a time of ISO-8601 with an offset";
      case TEXT, BYTEA -> "a text";
    };
  }

  private static Optional<Long> whole(String text) {
    try {
      return Optional.of(Long.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text)).filter(d -> d.getYear() <= 9999);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
