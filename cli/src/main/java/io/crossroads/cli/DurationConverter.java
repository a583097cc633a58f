package io.crossroads.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a length of time: {@code 250ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d}, PT30S.
 */
public final class DurationConverter implements ITypeConverter<Duration> {

  private static final Pattern SHORT = Pattern.compile("(\\d{1,15})(us|ms|s|m|h|d)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "us", Duration.ofNanos(1000),
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  @Override
  public Duration convert(String value) {
    try {
      Matcher matcher = SHORT.matcher(value);
      Duration duration =
          matcher.matches()
              ? UNITS.get(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)))
              : Duration.parse(value);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeParseException | ArithmeticException e) {
      // told below, as for a negative one
    }
    throw new TypeConversionException(
        "'" + value + "' is no length of time; write 250ms, 30s, 5m, 2h, 1d or PT30S");
  }
}
