package io.crossroads.batch.time;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a format as people write it, such as {@code d/M/yyyy HH:mm}. */
public final class TimePattern {

  private static final Pattern PATTERN =
      Pattern.compile(
          "([yu]{4}|d{1,2}|M{1,2})([-/.])(d{1,2}|M{1,2})\\2([yu]{4}|d{1,2}|M{1,2})"
              + "(?:( |'?T'?)(HH?:mm(?::ss(?:\\.S{1,9})?)?|hh?:mm(?::ss)? ?a))?");

  private TimePattern() {}

  /**
   * The format that a pattern names. How many letters day, month, hour and seconds have makes no
   * difference.
   *
   * @throws IllegalArgumentException if it is none; says what a pattern looks like
   */
  public static TimeFormat parse(String pattern) {
    Matcher matcher = PATTERN.matcher(pattern);
    if (!matcher.matches()) {
      throw unknown(pattern);
    }
    String parts =
        "" + matcher.group(1).charAt(0) + matcher.group(3).charAt(0) + matcher.group(4).charAt(0);
    DateOrder order =
        switch (parts.replace('u', 'y')) {
          case "yMd" -> DateOrder.YEAR_FIRST;
          case "dMy" -> DateOrder.DAY_FIRST;
          case "Mdy" -> DateOrder.MONTH_FIRST;
          default -> throw unknown(pattern);
        };
    char between =
        matcher.group(5) == null ? TimeShape.DATE_ONLY : matcher.group(5).equals(" ") ? ' ' : 'T';
    return new TimeShape(
            order == DateOrder.YEAR_FIRST,
            matcher.group(2).charAt(0),
            between,
            matcher.group(6) != null && matcher.group(6).endsWith("a"))
        .in(order);
  }

  private static IllegalArgumentException unknown(String pattern) {
    return new IllegalArgumentException(
        "'"
            + pattern
            + "' is no date format; one is a date (yyyy-MM-dd, d-M-yyyy or M-d-yyyy, with - / or"
            + " . between), then nothing or a blank or 'T' and HH:mm, HH:mm:ss or h:mm a");
  }
}
