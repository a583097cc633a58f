package io.crossroads.sql.store;

import io.crossroads.sql.Engine;
import io.crossroads.store.Sql;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A column of the store.
 *
 * @param name its name
 * @param type its type as PostgreSQL calls it, such as {@code int8}
 */
record StoreColumn(String name, String type) {

  /** Digits that the engine's numbers have at most. */
  private static final int DIGITS = 38;

  /** The columns of a result. */
  static List<StoreColumn> of(ResultSetMetaData result) throws SQLException {
    List<StoreColumn> columns = new ArrayList<>();
    for (int i = 1; i <= result.getColumnCount(); i++) {
      columns.add(new StoreColumn(result.getColumnName(i), result.getColumnTypeName(i)));
    }
    return columns;
  }

  /** The column of the engine's type, from a text that PostgreSQL wrote. */
  String value(Engine engine, String rows) throws SQLException {
    String column = Sql.quoted(name);
    if (type.equals("bytea")) {
      return String.format(Locale.ROOT, "from_hex(substr(%1$s, 3)) as %1$s", column);
    }
    return column + "::" + engineType(engine, rows) + " as " + column;
  }

  private String engineType(Engine engine, String rows) throws SQLException {
    return switch (type) {
      case "bool" -> "boolean";
      case "int2" -> "smallint";
      case "int4" -> "integer";
      case "int8" -> "bigint";
      case "float4" -> "float";
      case "float8" -> "double";
      case "date" -> "date";
      case "time" -> "time";
      case "timestamp" -> "timestamp";
      case "timestamptz" -> "timestamptz";
      case "uuid" -> "uuid";
      case "json", "jsonb" -> "json";
      case "numeric" -> decimal(engine, rows);
      default -> "varchar";
    };
  }

  /** PostgreSQL's numbers have any scale, so the rows decide; what is too long becomes a double. */
  private String decimal(Engine engine, String rows) throws SQLException {
    String digits =
        String.format(
            Locale.ROOT,
            """
            select unnest([
              coalesce(max(length(ltrim(split_part(%1$s, '.', 1), '-'))), 1),
              coalesce(max(length(split_part(%1$s, '.', 2))), 0),
              coalesce(max((not regexp_full_match(%1$s, '-?[0-9.]+'))::int), 0)])
            from %2$s
            """,
            Sql.quoted(name),
            rows);
    List<String> found = engine.ask(digits);
    int whole = Integer.parseInt(found.get(0));
    int scale = Integer.parseInt(found.get(1));
    boolean isFinite = found.get(2).equals("0");
    return isFinite && whole + scale <= DIGITS
        ? String.format(Locale.ROOT, "decimal(%d, %d)", DIGITS, scale)
        : "double";
  }
}
