package io.crossroads.serving.read;

import io.crossroads.serving.web.JsonText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Rows of a table of the store, by the names of their columns.
 *
 * @param rows the rows of a page
 * @param last the values of the keyset of the last one; empty if there are no more rows
 */
public record Rows(List<Map<String, Object>> rows, List<Object> last) {

  /**
   * Reads a page.
   *
   * @param sql a query with {@code %s} for the condition and a last {@code ?} for the limit
   * @param limit most rows of a page
   */
  public static Rows read(Connection connection, String sql, Filter where, int limit, Keyset keys)
      throws SQLException {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(String.format(Locale.ROOT, sql, where.sql()))) {
      int index = where.bind(statement, 1);
      statement.setInt(index, limit + 1);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          if (rows.size() == limit) {
            return new Rows(rows, last(rows.get(limit - 1), keys));
          }
          rows.add(row(result));
        }
      }
    }
    return new Rows(rows, List.of());
  }

  /** All rows of a query. */
  public static List<Map<String, Object>> all(Connection connection, String sql, Filter where)
      throws SQLException {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(String.format(Locale.ROOT, sql, where.sql()))) {
      where.bind(statement, 1);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(row(result));
        }
      }
    }
    return rows;
  }

  private static List<Object> last(Map<String, Object> row, Keyset keys) {
    List<Object> values = new ArrayList<>();
    for (SortKey key : keys.keys()) {
      Object value = row.get(key.name());
      values.add(value instanceof JsonText.Raw json ? json.text() : value);
    }
    return values;
  }

  private static Map<String, Object> row(ResultSet result) throws SQLException {
    ResultSetMetaData columns = result.getMetaData();
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      row.put(columns.getColumnLabel(i), value(result, i, columns.getColumnTypeName(i)));
    }
    return row;
  }

  private static Object value(ResultSet result, int column, String type) throws SQLException {
    return switch (type) {
      case "jsonb" -> {
        String json = result.getString(column);
        yield json == null ? null : new JsonText.Raw(json);
      }
      case "timestamptz" -> {
        OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
        yield time == null ? null : time.toInstant();
      }
      default -> result.getObject(column);
    };
  }
}
