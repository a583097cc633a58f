package io.crossroads.demo.result;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Prints rows of text in columns; numbers are aligned to the right. */
final class Columns {

  private static final String NUMBER = "[\\d,.]+";

  private final List<List<String>> rows = new ArrayList<>();

  Columns add(String... cells) {
    return add(Arrays.asList(cells));
  }

  Columns add(Collection<String> cells) {
    rows.add(cells.stream().map(cell -> cell == null ? "-" : cell).toList());
    return this;
  }

  void print(PrintStream out) {
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        line.append("  ").append(padded(row.get(column), column));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private String padded(String text, int column) {
    String spaces = " ".repeat(width(column) - text.length());
    boolean right = isNumber(column) && column > 0;
    return right ? spaces + text : text + spaces;
  }

  private int width(int column) {
    return cells(column).mapToInt(String::length).max().orElse(0);
  }

  private boolean isNumber(int column) {
    return cells(column).skip(1).allMatch(cell -> cell.matches(NUMBER));
  }

  private Stream<String> cells(int column) {
    return rows.stream().map(row -> row.get(column));
  }
}
