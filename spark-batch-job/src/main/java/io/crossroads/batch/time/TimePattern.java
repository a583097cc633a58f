package io.crossroads.batch.time;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a format as people write it, such as {@code d/M/yyyy HH:mm}. */
public final class TimePattern {

  /** Seconds since 1970-01-01T00:00:00Z. */
  static final String EPOCH_SECONDS = "epoch-seconds";

  /** Milliseconds since 1970-01-01T00:00:00Z. */
  static final String EPOCH_MILLIS = "epoch-millis";

  private static final String PART = "([yu]{4}|[yu]{2}|d{1,2}|M{1,2})";
  private static final Pattern PATTERN =
      Pattern.compile(
          PART
              + "([-/.])"
              + PART
              + "\\2"
              + PART
              + "(?:( |'?T'?)"
              + "(HH?:mm(?::ss(?:[.,]S{1,9})?)?|HH?\\.mm(?:\\.ss)?|hh?:mm(?::ss)? ?a)"
              + "( ?(?:[Xx]{1,3}|Z{1,3}))?)?");

  private TimePattern() {}

  /**
   * The format that a pattern names. Those that can be recognised are read in the same way, so that
   * the number of letters of day, month, hour and seconds makes no difference.
   *
   * @throws IllegalArgumentException if it is none; says why
   */
  public static TimeFormat parse(String pattern) {
    if (pattern.equals(EPOCH_SECONDS)) {
      return epoch(DateStyle.EPOCH_SECONDS);
    }
    if (pattern.equals(EPOCH_MILLIS)) {
      return epoch(DateStyle.EPOCH_MILLIS);
    }
    Matcher matcher = PATTERN.matcher(pattern);
    DateOrder order = matcher.matches() ? order(matcher) : null;
    return order == null ? new PatternFormat(pattern) : known(matcher, order);
  }

  private static KnownFormat epoch(DateStyle style) {
    return TimeShape.ofDate(style, TimeShape.NOTHING).in(DateOrder.YEAR_FIRST);
  }

  private static DateOrder order(Matcher matcher) {
    String parts =
        "" + matcher.group(1).charAt(0) + matcher.group(3).charAt(0) + matcher.group(4).charAt(0);
    return switch (parts.replace('u', 'y')) {
      case "yMd" -> DateOrder.YEAR_FIRST;
      case "dMy" -> DateOrder.DAY_FIRST;
      case "Mdy" -> DateOrder.MONTH_FIRST;
      default -> null;
    };
  }

  private static KnownFormat known(Matcher matcher, DateOrder order) {
    String year = matcher.group(order == DateOrder.YEAR_FIRST ? 1 : 4);
    DateStyle date =
        year.length() == 2
            ? DateStyle.SHORT_YEAR
            : order == DateOrder.YEAR_FIRST ? DateStyle.YEAR_FIRST : DateStyle.YEAR_LAST;
    char separator = matcher.group(2).charAt(0);
    if (matcher.group(5) == null) {
      return TimeShape.ofDate(date, separator).in(order);
    }
    String time = matcher.group(6);
    ClockStyle clock =
        time.endsWith("a")
            ? ClockStyle.HALF_DAYS
            : time.contains(":") ? ClockStyle.COLONS : ClockStyle.POINTS;
    char between = matcher.group(5).equals(" ") ? ' ' : 'T';
    return new TimeShape(date, separator, between, clock, matcher.group(7) != null).in(order);
  }
}
