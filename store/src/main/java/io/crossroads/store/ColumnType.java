package io.crossroads.store;

import io.crossroads.pipelines.schema.FieldType;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** What a column of the store holds, and as what class its values come and go. */
public enum ColumnType {
  /** {@link String}. */
  TEXT("text"),
  /** {@link Long}. */
  BIGINT("bigint"),
  /** {@link java.math.BigDecimal}. */
  NUMERIC("numeric"),
  /** {@link Boolean}. */
  BOOLEAN("boolean"),
  /** {@link LocalDate}. */
  DATE("date"),
  /** {@link Instant}. */
  TIMESTAMPTZ("timestamptz"),
  /** {@code byte[]}. */
  BYTEA("bytea");

  private final String sql;

  ColumnType(String sql) {
    this.sql = sql;
  }

  /** The type's name in SQL. */
  public String sql() {
    return sql;
  }

  /** The type of a column that holds a field. */
  public static ColumnType of(FieldType type) {
    return type.match(
        text -> TEXT,
        decimal -> NUMERIC,
        whole -> BIGINT,
        flag -> BOOLEAN,
        date -> DATE,
        time -> TIMESTAMPTZ);
  }

  /** A value of a result's current row; null if the column is. */
  public Object read(ResultSet result, int column) throws SQLException {
    return switch (this) {
      case TEXT -> result.getString(column);
      case BIGINT -> result.getObject(column, Long.class);
      case NUMERIC -> result.getBigDecimal(column);
      case BOOLEAN -> result.getObject(column, Boolean.class);
      case DATE -> result.getObject(column, LocalDate.class);
      case TIMESTAMPTZ -> instant(result, column);
      case BYTEA -> result.getBytes(column);
    };
  }

  private static Instant instant(ResultSet result, int column) throws SQLException {
    OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** An array of {@link #BYTEA}; empty if it is null. */
  static byte[][] readArray(ResultSet result, int column) throws SQLException {
    Array array = result.getArray(column);
    return array == null ? new byte[0][] : (byte[][]) array.getArray();
  }
}
