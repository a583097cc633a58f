package io.crossroads.sql.print;

import io.crossroads.cli.VisibleText;
import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns for people. The first rows say how wide they are, so that an answer of any length is
 * printed as it comes; a wider value later moves what is right of it.
 */
record TablePrinter(PrintStream out) implements RowPrinter {

  /** How many rows are looked at before the first is printed. */
  private static final int FIRST = 1_000;

  private static final String NULL = "NULL";

  @Override
  public void print(ResultSet rows) throws SQLException {
    ResultSetMetaData metadata = rows.getMetaData();
    int columns = metadata.getColumnCount();
    boolean[] right = new boolean[columns];
    int[] widths = new int[columns];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      names.add(visible(metadata.getColumnLabel(i + 1)));
    }
    List<List<String>> first = new ArrayList<>(List.of(names));
    while (first.size() <= FIRST && rows.next()) {
      first.add(cells(rows, right));
    }
    first.forEach(line -> widen(widths, line));
    List<String> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add("-".repeat(width));
    }
    first.add(1, rule);
    first.forEach(line -> println(line, widths, right));
    while (rows.next()) {
      println(cells(rows, right), widths, right);
    }
    out.flush();
  }

  private static List<String> cells(ResultSet rows, boolean[] right) throws SQLException {
    List<String> cells = new ArrayList<>(right.length);
    for (int i = 0; i < right.length; i++) {
      Object value = Value.of(rows, i + 1);
      right[i] |= value instanceof Number;
      cells.add(value == null ? NULL : visible(Value.text(value)));
    }
    return cells;
  }

  private static void widen(int[] widths, List<String> line) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], length(line.get(i)));
    }
  }

  private void println(List<String> row, int[] widths, boolean[] right) {
    List<List<String>> cells = row.stream().map(cell -> cell.lines().toList()).toList();
    int height = cells.stream().mapToInt(List::size).max().orElse(0);
    for (int n = 0; n < Math.max(1, height); n++) {
      int index = n;
      printLine(
          cells.stream().map(lines -> index < lines.size() ? lines.get(index) : "").toList(),
          widths,
          right);
    }
  }

  private void printLine(List<String> line, int[] widths, boolean[] right) {
    StringBuilder printed = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = line.get(i);
      String padding = " ".repeat(Math.max(0, widths[i] - length(cell)));
      printed.append(i == 0 ? "" : "  ").append(right[i] ? padding + cell : cell + padding);
    }
    out.println(printed.toString().stripTrailing());
  }

  private static int length(String cell) {
    return cell.lines().mapToInt(line -> line.codePointCount(0, line.length())).max().orElse(0);
  }

  /** Without what a terminal obeys; a cell of several lines stays one. */
  private static String visible(String text) {
    return VisibleText.of(text).replace("\t", "\\t");
  }
}
