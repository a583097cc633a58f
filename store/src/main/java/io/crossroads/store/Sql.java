package io.crossroads.store;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Text of SQL, and of what {@code COPY} reads. */
public final class Sql {

  private Sql() {}

  /** An identifier, whatever it contains. */
  public static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** Identifiers with commas between. */
  public static String list(Collection<String> identifiers) {
    return identifiers.stream().map(Sql::quoted).collect(Collectors.joining(", "));
  }

  /** Appends a value as a field of {@code COPY}'s text format. */
  static void copyField(StringBuilder line, Object value) {
    if (value == null) {
      line.append("\\N");
    } else if (value instanceof byte[] bytes) {
      line.append("\\\\x").append(HexFormat.of().formatHex(bytes));
    } else if (value instanceof BigDecimal number) {
      line.append(number.toPlainString());
    } else {
      copyText(line, value.toString());
    }
  }

  private static void copyText(StringBuilder line, String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      switch (character) {
        case '\\' -> line.append("\\\\");
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> line.append(character);
      }
    }
  }
}
