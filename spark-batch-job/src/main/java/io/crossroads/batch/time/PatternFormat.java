package io.crossroads.batch.time;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * A format that the user gave as a pattern of {@link DateTimeFormatter}, in English and in any
 * case. Years of two digits are 2000 to 2099. A pattern without a time of day gives midnight.
 *
 * @param pattern the letters
 */
record PatternFormat(String pattern) implements TimeFormat {

  /** No two parts of it are alike. */
  private static final ZonedDateTime SAMPLE =
      LocalDateTime.of(2024, 11, 13, 14, 5, 6, 700_000_000).atZone(ZoneOffset.UTC);

  /**
   * A format.
   *
   * @throws IllegalArgumentException if the pattern is none, or does not tell a date
   */
  PatternFormat {
    DateTimeFormatter formatter = formatter(pattern);
    try {
      String written = formatter.format(SAMPLE);
      LocalDateTime read = PatternReader.local(formatter.parse(written));
      if (!formatter.format(read.atZone(ZoneOffset.UTC)).equals(written)) {
        throw new DateTimeException("what it writes, '" + written + "', it reads as " + read);
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "--date-format \""
              + pattern
              + "\" does not tell a year, month, day and time: "
              + e.getMessage(),
          e);
    }
  }

  @Override
  public TimeReader reader(ZoneId zone, byte separator, Evidence evidence) {
    return new PatternReader(formatter(pattern), zone, separator, evidence);
  }

  /** The pattern as a formatter that takes no date that the calendar does not have. */
  static DateTimeFormatter formatter(String pattern) {
    try {
      return new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern(pattern)
          .parseDefaulting(ChronoField.ERA, 1)
          .toFormatter(Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--date-format \""
              + pattern
              + "\" is no pattern of java.time.format.DateTimeFormatter: "
              + e.getMessage()
              + "; write for example \"d/M/yyyy HH:mm\", or epoch-seconds or epoch-millis",
          e);
    }
  }

  @Override
  public String toString() {
    return pattern;
  }
}
