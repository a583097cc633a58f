package io.crossroads.layers.rollup;

import io.crossroads.pipelines.rollup.Measure;

/**
 * A column that holds a partial aggregate, or a part of one.
 *
 * @param name the column's name: the measure's, with {@code __part} where it needs more than one
 * @param part what it is
 * @param measure the measure that it is a part of
 * @param scale digits after the point, where it is a decimal
 */
public record StateColumn(String name, Part part, Measure measure, int scale) {

  /** What a partial aggregate is, which decides how two of them become one. */
  public enum Part {
    /** How many events meet the conditions, and have a value if the measure is of a field. */
    COUNT,
    /** How many events there are, whatever the conditions say. */
    ALL,
    /** Sum of the values; 0 if there are none. */
    SUM,
    /** Sum of the squares of the values; 0 if there are none. */
    SQUARES,
    /** Smallest value; null if there are none. */
    MIN,
    /** Greatest value; null if there are none. */
    MAX,
    /** Sketch of ranks; null if there are no values. */
    QUANTILES,
    /** Sketch of distinct values; null if there are none. */
    DISTINCT,
    /** Sketch of frequent values; null if there are none. */
    TOP;

    /** Whether it is a sketch, which SQL cannot merge. */
    public boolean isSketch() {
      return this == QUANTILES || this == DISTINCT || this == TOP;
    }
  }
}
