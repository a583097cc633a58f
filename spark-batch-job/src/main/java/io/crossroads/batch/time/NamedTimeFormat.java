package io.crossroads.batch.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Objects;

/**
 * A format that is read value by value with {@code java.time}: any pattern of {@link
 * DateTimeFormatter}, or a count of seconds or milliseconds since 1970.
 *
 * @param pattern the pattern, {@code epoch-seconds} or {@code epoch-millis}
 */
public record NamedTimeFormat(String pattern) implements TimeFormat {

  /** Seconds since 1970-01-01T00:00:00Z, with a fraction or without. */
  static final NamedTimeFormat EPOCH_SECONDS = new NamedTimeFormat("epoch-seconds");

  /** Milliseconds since 1970-01-01T00:00:00Z. */
  static final NamedTimeFormat EPOCH_MILLIS = new NamedTimeFormat("epoch-millis");

  /** Years of two digits after it are of the 20th century, as POSIX strptime has it. */
  static final int LAST_SHORT_YEAR = 2068;

  private static final long YEAR_1970 = 0;
  private static final long YEAR_2100 = 4_102_444_800L;

  public NamedTimeFormat {
    Objects.requireNonNull(pattern, "pattern");
  }

  /** Whether it counts from 1970. */
  boolean isEpoch() {
    return equals(EPOCH_SECONDS) || equals(EPOCH_MILLIS);
  }

  /** A reader for one thread. */
  Reader reader(ZoneId zone) {
    return isEpoch() ? text -> epoch(text, zone) : new Pattern(pattern, zone);
  }

  @Override
  public long count(Evidence evidence) {
    return evidence.count(this);
  }

  @Override
  public String toString() {
    return pattern;
  }

  /** Reads one value. */
  interface Reader {
    /**
     * Reads a time.
     *
     * @return microseconds since 1970-01-01T00:00 without a zone, or {@link TimeParser#INVALID}
     */
    long read(String text);
  }

  private long epoch(String text, ZoneId zone) {
    if (!text.matches("[0-9]{1,14}(\\.[0-9]{1,9})?")) {
      return TimeParser.INVALID;
    }
    int point = text.indexOf('.');
    long whole = Long.parseLong(point < 0 ? text : text.substring(0, point));
    String fraction = point < 0 ? "" : text.substring(point + 1);
    long unit = equals(EPOCH_SECONDS) ? 1_000_000 : 1_000;
    long seconds = equals(EPOCH_SECONDS) ? whole : whole / 1_000;
    if (seconds < YEAR_1970 || seconds >= YEAR_2100) {
      return TimeParser.INVALID;
    }
    long billionths = Long.parseLong((fraction + "000000000").substring(0, 9));
    long micros = whole * unit + billionths * unit / 1_000_000_000L;
    return micros
        + zone.getRules().getOffset(Instant.ofEpochSecond(seconds)).getTotalSeconds() * 1_000_000L;
  }

  /** A pattern of letters. */
  private static final class Pattern implements Reader {
    private final DateTimeFormatter formatter;
    private final boolean shortYear;
    private final ZoneId zone;

    Pattern(String pattern, ZoneId zone) {
      this.zone = zone;
      this.shortYear = pattern.matches("(?:.*[^uy])?(?:uu|yy)(?:[^uy].*)?");
      this.formatter =
          new DateTimeFormatterBuilder()
              .parseCaseInsensitive()
              .appendPattern(proleptic(pattern))
              .toFormatter(Locale.ENGLISH)
              .withResolverStyle(ResolverStyle.STRICT);
    }

    /** With the year that needs no era, but for what stands between apostrophes. */
    private static String proleptic(String pattern) {
      StringBuilder changed = new StringBuilder();
      boolean quoted = false;
      for (char letter : pattern.toCharArray()) {
        quoted ^= letter == '\'';
        changed.append(letter == 'y' && !quoted ? 'u' : letter);
      }
      return changed.toString();
    }

    @Override
    public long read(String text) {
      try {
        TemporalAccessor parsed =
            formatter.parseBest(
                text,
                ZonedDateTime::from,
                OffsetDateTime::from,
                LocalDateTime::from,
                LocalDate::from);
        LocalDateTime local = local(parsed);
        if (shortYear && local.getYear() > LAST_SHORT_YEAR) {
          local = local.minusYears(100);
        }
        return ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), local);
      } catch (DateTimeException e) {
        return TimeParser.INVALID;
      }
    }

    private LocalDateTime local(TemporalAccessor parsed) {
      if (parsed instanceof ZonedDateTime time) {
        return time.withZoneSameInstant(zone).toLocalDateTime();
      }
      if (parsed instanceof OffsetDateTime time) {
        return time.atZoneSameInstant(zone).toLocalDateTime();
      }
      return parsed instanceof LocalDateTime time ? time : ((LocalDate) parsed).atStartOfDay();
    }
  }
}
