package io.crossroads.sql.print;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.duckdb.DuckDBStruct;

/** Values as they are printed: numbers, booleans, texts, and lists and maps of them. */
final class Value {

  private Value() {}

  /** A value of a result's current row; null if it is absent. */
  static Object of(ResultSet rows, int column) throws SQLException {
    return of(rows.getObject(column));
  }

  /** As text; empty if it is absent. */
  static String text(Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  private static Object of(Object value) throws SQLException {
    if (value == null
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof String) {
      return value;
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant().toString();
    }
    if (value instanceof Timestamp time) {
      return LocalDateTime.ofEpochSecond(
              Math.floorDiv(time.getTime(), 1000L), time.getNanos(), ZoneOffset.UTC)
          .toString();
    }
    if (value instanceof Blob blob) {
      return visible(blob.getBytes(1, Math.toIntExact(blob.length())));
    }
    if (value instanceof byte[] bytes) {
      return visible(bytes);
    }
    return nested(value);
  }

  private static Object nested(Object value) throws SQLException {
    if (value instanceof Array array) {
      return list(Arrays.asList((Object[]) array.getArray()));
    }
    if (value instanceof DuckDBStruct struct) {
      return map(struct.getMap());
    }
    if (value instanceof Struct struct) {
      return list(Arrays.asList(struct.getAttributes()));
    }
    return value instanceof Map<?, ?> map ? map(map) : value.toString();
  }

  private static List<Object> list(List<?> values) throws SQLException {
    List<Object> printed = new ArrayList<>();
    for (Object value : values) {
      printed.add(of(value));
    }
    return printed;
  }

  private static Map<String, Object> map(Map<?, ?> values) throws SQLException {
    Map<String, Object> printed = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      printed.put(text(of(entry.getKey())), of(entry.getValue()));
    }
    return printed;
  }

  /** Bytes as DuckDB writes them: ASCII as it is, any other byte and the backslash as \xNN. */
  private static String visible(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    for (char each : new String(bytes, StandardCharsets.ISO_8859_1).toCharArray()) {
      if (each >= ' ' && each < 0x7f && each != '\\') {
        text.append(each);
      } else {
        text.append(String.format(Locale.ROOT, "\\x%02X", (int) each));
      }
    }
    return text.toString();
  }
}
