package io.crossroads.serving.read;

import io.crossroads.layers.EpochMicros;
import io.crossroads.store.ColumnType;
import io.crossroads.store.Sql;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A column that rows are ordered by. Absent values come last, and first in reverse.
 *
 * @param name the column's name
 * @param type what it holds
 * @param nullable whether values may be absent
 * @param descending whether the order is reversed
 */
public record SortKey(String name, ColumnType type, boolean nullable, boolean descending) {

  /** What {@code order by} takes. */
  String order() {
    return Sql.quoted(name) + (descending ? " desc" : "");
  }

  /** A value as a cursor keeps it. */
  static String text(Object value) {
    if (value == null) {
      return null;
    }
    return value instanceof Instant time
        ? Long.toString(EpochMicros.micros(time))
        : value.toString();
  }

  /** A value as a cursor has kept it; a null stays one. */
  Optional<Object> value(String text) {
    try {
      return Optional.of(
          switch (type) {
            case TEXT -> text;
            case BIGINT -> Long.valueOf(text);
            case NUMERIC -> new BigDecimal(text);
            case BOOLEAN -> Boolean.valueOf(text);
            case DATE -> LocalDate.parse(text);
            case TIMESTAMPTZ -> EpochMicros.instant(Long.parseLong(text));
            case BYTEA -> throw new IllegalArgumentException("not ordered by bytes");
          });
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A condition on the rows that come after one with these values of the keys. */
  static Filter after(List<SortKey> keys, List<Object> values) {
    List<String> ways = new ArrayList<>();
    List<Object> bound = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      List<String> all = new ArrayList<>();
      List<Object> bindings = new ArrayList<>();
      for (int j = 0; j < i; j++) {
        all.add(keys.get(j).same(values.get(j), bindings));
      }
      all.add(keys.get(i).later(values.get(i), bindings));
      if (!all.contains("false")) {
        ways.add("(" + String.join(" and ", all) + ")");
        bound.addAll(bindings);
      }
    }
    String any = ways.isEmpty() ? "false" : "(" + String.join(" or ", ways) + ")";
    SortKey first = keys.get(0);
    if (first.nullable) {
      return new Filter(any, bound);
    }
    // The same once more for the first key alone, which an index can begin at.
    bound.add(values.get(0));
    return new Filter(
        any + " and " + Sql.quoted(first.name) + (first.descending ? " <= ?" : " >= ?"), bound);
  }

  private String same(Object value, List<Object> bindings) {
    if (value == null) {
      return Sql.quoted(name) + " is null";
    }
    bindings.add(value);
    return Sql.quoted(name) + " = ?";
  }

  private String later(Object value, List<Object> bindings) {
    String column = Sql.quoted(name);
    if (value == null) {
      return descending ? column + " is not null" : "false";
    }
    bindings.add(value);
    if (descending) {
      return column + " < ?";
    }
    return nullable ? "(" + column + " > ? or " + column + " is null)" : column + " > ?";
  }
}
