package io.crossroads.serving.read;

import io.crossroads.store.Sql;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A condition of SQL and the values that its {@code ?} stand for.
 *
 * @param sql the condition, made of names from declarations and never of values
 * @param values what is bound, in order
 */
public record Filter(String sql, List<Object> values) {

  public Filter {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  /** That a column is at least a value. */
  public static Filter atLeast(String column, Object value) {
    return new Filter(Sql.quoted(column) + " >= ?", List.of(value));
  }

  /** That a column is less than a value. */
  public static Filter less(String column, Object value) {
    return new Filter(Sql.quoted(column) + " < ?", List.of(value));
  }

  /** That a column is one of some values, of which one may be null. */
  public static Filter isOneOf(String column, List<?> wanted) {
    List<Object> bound = new ArrayList<>();
    String any =
        wanted.stream()
            .map(
                value -> {
                  if (value == null) {
                    return Sql.quoted(column) + " is null";
                  }
                  bound.add(value);
                  return Sql.quoted(column) + " = ?";
                })
            .collect(Collectors.joining(" or "));
    return new Filter("(" + any + ")", bound);
  }

  /** That all of these hold; of none, that is always so. */
  public static Filter all(List<Filter> filters) {
    return new Filter(
        filters.isEmpty()
            ? "true"
            : filters.stream().map(Filter::sql).collect(Collectors.joining(" and ")),
        filters.stream().flatMap(filter -> filter.values.stream()).toList());
  }

  /**
   * Binds the values.
   *
   * @param first the number of the first {@code ?}
   * @return the number of the one after the last
   */
  public int bind(PreparedStatement statement, int first) throws SQLException {
    int index = first;
    for (Object value : values) {
      statement.setObject(
          index++, value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
    }
    return index;
  }
}
