package io.crossroads.batch.number;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How numbers of a column are written.
 *
 * @param sample a number in this style, as {@code --number-format} takes it
 * @param group what stands between groups of three digits; {@link #NONE} where nothing does
 * @param decimal what stands before a fraction
 */
public record NumberStyle(String sample, char group, char decimal) implements Serializable {

  /** Stands for no separator. */
  public static final char NONE = 0;

  /** Digits alone, and a point before a fraction: what programs write. */
  public static final NumberStyle PLAIN = new NumberStyle("1234.5", NONE, '.');

  /** Digits alone, and a comma before a fraction. */
  static final NumberStyle COMMA = new NumberStyle("1234,5", NONE, ',');

  private static final List<NumberStyle> ALL =
      List.of(
          PLAIN,
          COMMA,
          new NumberStyle("1.234,5", '.', ','),
          new NumberStyle("1,234.5", ',', '.'),
          new NumberStyle("1 234,5", ' ', ','),
          new NumberStyle("1 234.5", ' ', '.'),
          new NumberStyle("1'234.5", '\'', '.'),
          new NumberStyle("1'234,5", '\'', ','));

  /** The style of given separators. */
  static NumberStyle of(char group, char decimal) {
    return ALL.stream()
        .filter(style -> style.group == group && style.decimal == decimal)
        .findFirst()
        .orElseThrow();
  }

  /**
   * The style that a sample is of.
   *
   * @throws IllegalArgumentException if it is of none; names those that are
   */
  public static NumberStyle parse(String sample) {
    return ALL.stream()
        .filter(style -> style.sample.equals(sample))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    String.format(
                        Locale.ROOT,
                        "'%s' is no number format; write how 1234.5 would stand in the file, one of"
                            + " %s",
                        sample,
                        Arrays.toString(ALL.stream().map(NumberStyle::sample).toArray()))));
  }

  @Override
  public String toString() {
    return sample;
  }
}
