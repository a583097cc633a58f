package io.crossroads.store;

import io.crossroads.layers.rollup.StateColumn;

/** Partial aggregates in PostgreSQL: as what they are stored, and how SQL makes one of two. */
public final class StateSql {

  private StateSql() {}

  /** What a column that holds a partial aggregate is. */
  public static ColumnType type(StateColumn column) {
    return switch (column.part()) {
      case COUNT, ALL -> ColumnType.BIGINT;
      case SUM, SQUARES, MIN, MAX -> ColumnType.NUMERIC;
      case QUANTILES, DISTINCT, TOP -> ColumnType.BYTEA;
    };
  }

  /** SQL that makes one partial aggregate of many; of sketches it makes an array. */
  public static String aggregate(StateColumn state) {
    String column = Sql.quoted(state.name());
    return switch (state.part()) {
      case COUNT, ALL -> "sum(" + column + ")::bigint";
      case SUM, SQUARES -> "sum(" + column + ")";
      case MIN -> "min(" + column + ")";
      case MAX -> "max(" + column + ")";
      case QUANTILES, DISTINCT, TOP ->
          "array_agg(" + column + ") filter (where " + column + " is not null)";
    };
  }

  /**
   * SQL that makes one partial aggregate of a stored one and one to be added. Sketches were merged
   * before, so that the added one stands for both.
   */
  static String merged(StateColumn state, String stored, String added) {
    String first = stored + "." + Sql.quoted(state.name());
    String second = added + "." + Sql.quoted(state.name());
    return switch (state.part()) {
      case COUNT, ALL, SUM, SQUARES -> first + " + " + second;
      case MIN -> "least(" + first + ", " + second + ")";
      case MAX -> "greatest(" + first + ", " + second + ")";
      case QUANTILES, DISTINCT, TOP -> second;
    };
  }
}
