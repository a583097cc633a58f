package io.crossroads.batch.time;

import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a format as people write it, such as {@code d/M/yyyy HH:mm}. */
public final class TimePattern {

  private static final Pattern NUMERIC =
      Pattern.compile(
          "([yu]{4}|[yu]{2}|d{1,2}|M{1,2})([-/.])(d{1,2}|M{1,2})\\2([yu]{4}|[yu]{2}|d{1,2}|M{1,2})"
              + "(?:( |'?T'?)(?:HH?([:.])mm(?:\\6ss(?:[.,]S{1,9})?)?(X{1,3})?"
              + "|hh?([:.])mm(?:\\8ss)?( ?a)))?");

  private TimePattern() {}

  /**
   * The format that a pattern names. In one of numbers with separators between it makes no
   * difference how many letters day, month, hour and seconds have; every other pattern of {@link
   * java.time.format.DateTimeFormatter} is taken as it is.
   *
   * @throws IllegalArgumentException if it is none; says what a pattern looks like
   */
  public static TimeFormat parse(String pattern) {
    Matcher matcher = NUMERIC.matcher(pattern);
    if (matcher.matches()) {
      DateOrder order = order(matcher);
      boolean isShort = !pattern.contains("yyyy") && !pattern.contains("uuuu");
      if (order != null && (isShort || fourDigitsAt(order, matcher))) {
        return shape(matcher, order, isShort).in(order);
      }
    }
    return named(pattern);
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

  private static boolean fourDigitsAt(DateOrder order, Matcher matcher) {
    return matcher.group(order == DateOrder.YEAR_FIRST ? 1 : 4).length() == 4;
  }

  private static TimeShape shape(Matcher matcher, DateOrder order, boolean isShort) {
    TimeShape.Year year =
        isShort
            ? TimeShape.Year.SHORT
            : order == DateOrder.YEAR_FIRST ? TimeShape.Year.FIRST : TimeShape.Year.LAST;
    char separator = matcher.group(2).charAt(0);
    if (matcher.group(5) == null) {
      return new TimeShape(year, separator, TimeShape.DATE_ONLY, ':', false, false);
    }
    String clock = matcher.group(6) == null ? matcher.group(8) : matcher.group(6);
    return new TimeShape(
        year,
        separator,
        matcher.group(5).equals(" ") ? ' ' : 'T',
        clock.charAt(0),
        matcher.group(9) != null,
        matcher.group(7) != null);
  }

  private static TimeFormat named(String pattern) {
    NamedTimeFormat format = new NamedTimeFormat(pattern);
    if (format.isEpoch()) {
      return format;
    }
    String why;
    try {
      format.reader(ZoneOffset.UTC);
      boolean date = pattern.matches(".*[yu].*") && pattern.matches(".*[dDe].*");
      if (date) {
        return format;
      }
      why = "it has no year or no day";
    } catch (IllegalArgumentException e) {
      why = e.getMessage();
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "'%s' is no date format: %s; one is a pattern of java.time, such as yyyy-MM-dd HH:mm,"
                + " d/M/yy H.mm or d MMM yyyy h:mm a, or it is epoch-seconds or epoch-millis",
            pattern,
            why));
  }
}
