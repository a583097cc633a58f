package io.crossroads.serving.ask;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How an answer is printed. */
enum Format {
  /** Columns for people. */
  TABLE {
    @Override
    void print(List<String> columns, List<JsonNode> rows, PrintStream out) {
      List<List<String>> lines = new ArrayList<>(List.of(columns));
      rows.forEach(row -> lines.add(columns.stream().map(c -> text(row.get(c))).toList()));
      int[] widths = new int[columns.size()];
      for (List<String> line : lines) {
        for (int i = 0; i < widths.length; i++) {
          widths[i] = Math.max(widths[i], line.get(i).length());
        }
      }
      for (int n = 0; n < lines.size(); n++) {
        StringBuilder printed = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
          String cell = lines.get(n).get(i);
          boolean right = isNumeric(rows, columns.get(i));
          String padding = " ".repeat(widths[i] - cell.length());
          printed.append(i == 0 ? "" : "  ").append(right ? padding + cell : cell + padding);
        }
        out.println(printed.toString().stripTrailing());
      }
    }
  },
  /** RFC 4180, with the names of the columns first; an absent value is empty. */
  CSV {
    @Override
    void print(List<String> columns, List<JsonNode> rows, PrintStream out) {
      out.print(line(columns));
      rows.forEach(row -> out.print(line(columns.stream().map(c -> text(row.get(c))).toList())));
    }
  },
  /** A list of objects. */
  JSON {
    @Override
    void print(List<String> columns, List<JsonNode> rows, PrintStream out) {
      out.println(
          rows.stream().map(JsonNode::toString).collect(Collectors.joining(",\n ", "[", "]")));
    }
  };

  abstract void print(List<String> columns, List<JsonNode> rows, PrintStream out);

  private static boolean isNumeric(List<JsonNode> rows, String column) {
    return rows.stream().anyMatch(row -> row.path(column).isNumber());
  }

  private static String text(JsonNode value) {
    if (value == null || value.isNull()) {
      return "";
    }
    if (value.isBigDecimal()) {
      return value.decimalValue().toPlainString();
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }

  private static String line(List<String> fields) {
    return fields.stream().map(Format::field).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String field(String text) {
    boolean plain = text.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
