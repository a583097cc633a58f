package io.crossroads.batch.number;

import static io.crossroads.batch.number.NumberText.APOSTROPHE_GROUPS;
import static io.crossroads.batch.number.NumberText.BLANK_GROUPS;
import static io.crossroads.batch.number.NumberText.COMMA_DECIMAL;
import static io.crossroads.batch.number.NumberText.COMMA_GROUPS;
import static io.crossroads.batch.number.NumberText.COMMA_THREE;
import static io.crossroads.batch.number.NumberText.COMMA_ZEROS;
import static io.crossroads.batch.number.NumberText.PLAIN;
import static io.crossroads.batch.number.NumberText.POINT_DECIMAL;
import static io.crossroads.batch.number.NumberText.POINT_GROUPS;
import static io.crossroads.batch.number.NumberText.POINT_THREE;
import static io.crossroads.batch.number.NumberText.POINT_ZEROS;

import io.crossroads.batch.time.UnclearColumnException;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides from evidence how the numbers of a column are written. A point or comma before three
 * digits separates thousands if other values show that: several groups, or numbers below a thousand
 * without it. It stands before a fraction if other values have fractions of other lengths. Where
 * nothing tells, the file is refused: 1.000 is one or a thousand. One value in a hundred may
 * disagree and is rejected by itself; it takes one in a thousand to tell.
 */
public final class NumberRecognition {

  private static final double MIXED_SHARE = 0.01;
  private static final double TELLING_SHARE = 0.001;

  private NumberRecognition() {}

  /**
   * The style of a column.
   *
   * @param column its name
   * @param given the style that the user names, if one
   * @throws UnclearColumnException if there are two, or one that can be read two ways
   */
  public static NumberStyle decide(
      String column, NumberEvidence evidence, Optional<NumberStyle> given)
      throws UnclearColumnException {
    if (given.isPresent()) {
      return given.get();
    }
    long apostrophes = evidence.count(APOSTROPHE_GROUPS);
    long blanks = evidence.count(BLANK_GROUPS);
    Sign point = sign(column, evidence, '.', POINT_THREE, POINT_ZEROS, POINT_DECIMAL, POINT_GROUPS);
    Sign comma = sign(column, evidence, ',', COMMA_THREE, COMMA_ZEROS, COMMA_DECIMAL, COMMA_GROUPS);
    long pointGroups =
        point == Sign.GROUP ? groups(evidence, POINT_THREE, POINT_ZEROS, POINT_GROUPS) : 0;
    long commaGroups =
        comma == Sign.GROUP ? groups(evidence, COMMA_THREE, COMMA_ZEROS, COMMA_GROUPS) : 0;
    long all = apostrophes + blanks + pointGroups + commaGroups;
    long most = Math.max(Math.max(apostrophes, blanks), Math.max(pointGroups, commaGroups));
    if (all == 0) {
      return plain(column, evidence, point, comma);
    }
    if (tooMany(all - most, all)) {
      throw mixed(
          column,
          evidence.example(POINT_GROUPS, POINT_THREE, COMMA_GROUPS, COMMA_THREE, APOSTROPHE_GROUPS),
          evidence.example(BLANK_GROUPS, APOSTROPHE_GROUPS, COMMA_GROUPS, COMMA_THREE));
    }
    if (most == pointGroups) {
      return NumberStyle.of('.', ',');
    }
    if (most == commaGroups) {
      return NumberStyle.of(',', '.');
    }
    char decimal = evidence.count(COMMA_DECIMAL) > evidence.count(POINT_DECIMAL) ? ',' : '.';
    return NumberStyle.of(most == blanks ? ' ' : '\'', decimal);
  }

  /** What a point or a comma stands for. */
  private enum Sign {
    UNUSED,
    DECIMAL,
    GROUP
  }

  private static Sign sign(
      String column,
      NumberEvidence evidence,
      char sign,
      NumberText three,
      NumberText zeros,
      NumberText decimal,
      NumberText groups)
      throws UnclearColumnException {
    long decimals = evidence.count(decimal);
    long grouped = evidence.count(groups) + evidence.count(three);
    long either = evidence.count(zeros);
    if (decimals + grouped + either == 0) {
      return Sign.UNUSED;
    }
    if (decimals > 0 && grouped > 0) {
      if (tooMany(Math.min(decimals, grouped), decimals + grouped)) {
        throw mixed(column, evidence.example(decimal), evidence.example(groups, three));
      }
      return decimals > grouped ? Sign.DECIMAL : Sign.GROUP;
    }
    boolean told =
        decimals > 0 || evidence.count(groups) > 0 || grouped > 0 && evidence.count(PLAIN) > 0;
    long telling = Math.max(decimals, grouped);
    if (!told || telling < (telling + either) * TELLING_SHARE) {
      throw ambiguous(column, evidence.example(zeros, three), sign);
    }
    return decimals > 0 ? Sign.DECIMAL : Sign.GROUP;
  }

  private static long groups(
      NumberEvidence evidence, NumberText three, NumberText zeros, NumberText groups) {
    return evidence.count(three, zeros, groups);
  }

  private static NumberStyle plain(String column, NumberEvidence evidence, Sign point, Sign comma)
      throws UnclearColumnException {
    if (point == Sign.DECIMAL && comma == Sign.DECIMAL) {
      long points = evidence.count(POINT_DECIMAL, POINT_ZEROS, POINT_THREE);
      long commas = evidence.count(COMMA_DECIMAL, COMMA_ZEROS, COMMA_THREE);
      if (tooMany(Math.min(points, commas), points + commas)) {
        throw mixed(column, evidence.example(POINT_DECIMAL), evidence.example(COMMA_DECIMAL));
      }
      return points > commas ? NumberStyle.PLAIN : NumberStyle.COMMA;
    }
    return comma == Sign.DECIMAL ? NumberStyle.COMMA : NumberStyle.PLAIN;
  }

  private static boolean tooMany(long strays, long all) {
    return strays > Math.max(1, all * MIXED_SHARE) || strays * 10 > all;
  }

  private static UnclearColumnException mixed(String column, String one, String other) {
    return new UnclearColumnException(
        String.format(
            Locale.ROOT,
            "the numbers of column %s are written in two ways: '%s' and '%s'; split the file, or"
                + " name the right way with --number-format to have the others rejected",
            column,
            one,
            other));
  }

  private static UnclearColumnException ambiguous(String column, String example, char sign) {
    char other = sign == '.' ? ',' : '.';
    String whole = example.replace(String.valueOf(sign), "");
    return new UnclearColumnException(
        String.format(
            Locale.ROOT,
            "the numbers of column %s can be read two ways: '%s' is %s (--number-format"
                + " \"1%c234%c5\") or %s with a fraction (--number-format \"1234%c5\"), and no value"
                + " tells which",
            column,
            example,
            whole,
            sign,
            other,
            example.substring(0, example.indexOf(sign)),
            sign));
  }
}
