package io.crossroads.pipelines.iot;

import java.math.BigDecimal;

/**
 * Values from one to another, both of which belong to it.
 *
 * @param least in thousandths of the unit, as in the column {@code value}
 * @param greatest the same, not less than {@code least}
 */
record Range(long least, long greatest) {

  /** Digits after the point of the values that are compared with it. */
  static final int SCALE = 3;

  Range {
    if (least > greatest) {
      throw new IllegalArgumentException("empty range: " + least + " > " + greatest);
    }
  }

  /** From and to whole units. */
  static Range ofUnits(long least, long greatest) {
    return new Range(least * 1000, greatest * 1000);
  }

  boolean contains(long thousandths) {
    return thousandths >= least && thousandths <= greatest;
  }

  long width() {
    return greatest - least;
  }

  /** The nearest number of the range, in thousandths as the number itself. */
  double nearest(double thousandths) {
    return Math.max(least, Math.min(greatest, thousandths));
  }

  /** Thousandths as people write them, in units: {@code 42.5} for 42500. */
  static String text(long thousandths) {
    return BigDecimal.valueOf(thousandths, SCALE).stripTrailingZeros().toPlainString();
  }
}
