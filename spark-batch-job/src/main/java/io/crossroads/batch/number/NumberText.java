package io.crossroads.batch.number;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What the writing of a number tells of its column's style. */
enum NumberText {
  /** Digits alone, which every style has. */
  PLAIN,
  /** One point and three digits that are not all zeros: thousands, or a count with a fraction. */
  POINT_THREE,
  /** The same with a comma. */
  COMMA_THREE,
  /** One point and three zeros: thousands, or a whole number with a fraction of zeros. */
  POINT_ZEROS,
  /** The same with a comma. */
  COMMA_ZEROS,
  /** A point can only stand before a fraction. */
  POINT_DECIMAL,
  /** A comma can only stand before a fraction. */
  COMMA_DECIMAL,
  /** Points can only stand between groups; a comma before a fraction, if there is one. */
  POINT_GROUPS,
  /** Commas can only stand between groups; a point before a fraction, if there is one. */
  COMMA_GROUPS,
  /** Apostrophes between groups. */
  APOSTROPHE_GROUPS,
  /** Blanks between groups. */
  BLANK_GROUPS,
  /** No number of any style. */
  OTHER;

  private static final Pattern GROUPS_AND_ZEROS = Pattern.compile("[1-9][0-9]{0,2}([.,])000");
  private static final Pattern GROUPS_AND_THREE = Pattern.compile("[1-9][0-9]{0,2}([.,])[0-9]{3}");
  private static final Pattern FRACTION = Pattern.compile("[0-9]*([.,])[0-9]+");
  private static final Pattern GROUPED =
      Pattern.compile("[1-9][0-9]{0,2}(?:([.,' ])[0-9]{3})(?:\\1[0-9]{3})*(?:([.,])[0-9]+)?");

  /** What a value's text is; its sign is not looked at. */
  static NumberText of(byte[] bytes, int from, int to) {
    String text = normal(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    if (text.matches("[0-9]+")) {
      return PLAIN;
    }
    var matcher = GROUPS_AND_ZEROS.matcher(text);
    if (matcher.matches()) {
      return matcher.group(1).equals(".") ? POINT_ZEROS : COMMA_ZEROS;
    }
    matcher = GROUPS_AND_THREE.matcher(text);
    if (matcher.matches()) {
      return matcher.group(1).equals(".") ? POINT_THREE : COMMA_THREE;
    }
    matcher = GROUPED.matcher(text);
    if (matcher.matches() && !matcher.group(1).equals(matcher.group(2))) {
      return switch (matcher.group(1)) {
        case "." -> POINT_GROUPS;
        case "," -> COMMA_GROUPS;
        case "'" -> APOSTROPHE_GROUPS;
        default -> BLANK_GROUPS;
      };
    }
    matcher = FRACTION.matcher(text);
    if (matcher.matches()) {
      return matcher.group(1).equals(".") ? POINT_DECIMAL : COMMA_DECIMAL;
    }
    return OTHER;
  }

  /**
   * A number with one kind of blank and of apostrophe, and without sign: there are blanks that do
   * not break and narrow ones, and the apostrophe of typographers.
   */
  static String normal(String text) {
    String same = text.replaceAll("[\\u00A0\\u202F\\u2009]", " ").replace('\u2019', '\'');
    return same.startsWith("-") || same.startsWith("+") ? same.substring(1) : same;
  }
}
