package io.crossroads.store;

import io.crossroads.pipelines.rollup.Measure;

/**
 * A column that holds a partial aggregate, or a part of one.
 *
 * @param name the column's name: the measure's, with {@code __part} where it needs more than one
 * @param part what it is
 * @param measure the measure that it is a part of
 * @param scale digits after the point, where it is a {@code numeric}
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
    /** Least value; null if there are none. */
    LEAST,
    /** Greatest value; null if there are none. */
    GREATEST,
    /** Sketch of ranks; null if there are no values. */
    QUANTILES,
    /** Sketch of distinct values; null if there are none. */
    DISTINCT,
    /** Sketch of frequent values; null if there are none. */
    TOP;

    /** Whether it is a sketch, which PostgreSQL cannot merge. */
    public boolean isSketch() {
      return this == QUANTILES || this == DISTINCT || this == TOP;
    }
  }

  /** What the column holds. */
  public ColumnType type() {
    if (part.isSketch()) {
      return ColumnType.BYTEA;
    }
    return part == Part.COUNT || part == Part.ALL ? ColumnType.BIGINT : ColumnType.NUMERIC;
  }

  /** SQL that makes one partial aggregate of many; of sketches it makes an array. */
  public String aggregate() {
    String column = Sql.quoted(name);
    return switch (part) {
      case COUNT, ALL -> "sum(" + column + ")::bigint";
      case SUM, SQUARES -> "sum(" + column + ")";
      case LEAST -> "min(" + column + ")";
      case GREATEST -> "max(" + column + ")";
      case QUANTILES, DISTINCT, TOP ->
          "array_agg(" + column + ") filter (where " + column + " is not null)";
    };
  }

  /**
   * SQL that makes one partial aggregate of a stored one and one to be added. Sketches were merged
   * before, so that the added one stands for both.
   */
  String merged(String stored, String added) {
    String first = stored + "." + Sql.quoted(name);
    String second = added + "." + Sql.quoted(name);
    return switch (part) {
      case COUNT, ALL, SUM, SQUARES -> first + " + " + second;
      case LEAST -> "least(" + first + ", " + second + ")";
      case GREATEST -> "greatest(" + first + ", " + second + ")";
      case QUANTILES, DISTINCT, TOP -> second;
    };
  }
}
