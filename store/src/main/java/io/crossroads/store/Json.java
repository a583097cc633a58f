package io.crossroads.store;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;

/**
 * Values as JSON text. Numbers keep their digits; a character that PostgreSQL cannot hold becomes
 * U+FFFD.
 */
public final class Json {

  private Json() {}

  /** An object, in the order of the map. Values may be numbers, flags, maps, lists, or text. */
  public static String object(Map<String, ?> members) {
    StringBuilder json = new StringBuilder();
    write(json, members);
    return json.toString();
  }

  /** A value by itself. */
  public static String value(Object value) {
    StringBuilder json = new StringBuilder();
    write(json, value);
    return json.toString();
  }

  /** Text without the one character that PostgreSQL refuses. */
  public static String storable(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }

  private static void write(StringBuilder json, Object value) {
    if (value == null) {
      json.append("null");
    } else if (value instanceof Map<?, ?> map) {
      writeObject(json, map);
    } else if (value instanceof Iterable<?> items) {
      writeArray(json, items.iterator());
    } else if (value instanceof BigDecimal number) {
      json.append(number.toPlainString());
    } else if (value instanceof Number && isFinite((Number) value) || value instanceof Boolean) {
      json.append(value);
    } else {
      writeText(json, value.toString());
    }
  }

  private static boolean isFinite(Number number) {
    return Double.isFinite(number.doubleValue());
  }

  private static void writeObject(StringBuilder json, Map<?, ?> map) {
    json.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.append(separator);
      writeText(json, entry.getKey().toString());
      json.append(": ");
      write(json, entry.getValue());
      separator = ", ";
    }
    json.append('}');
  }

  private static void writeArray(StringBuilder json, Iterator<?> items) {
    json.append('[');
    while (items.hasNext()) {
      write(json, items.next());
      if (items.hasNext()) {
        json.append(", ");
      }
    }
    json.append(']');
  }

  private static void writeText(StringBuilder json, String text) {
    json.append('"');
    for (char character : storable(text).toCharArray()) {
      switch (character) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (character < ' ') {
            json.append("\\u%04x".formatted((int) character));
          } else {
            json.append(character);
          }
        }
      }
    }
    json.append('"');
  }
}
