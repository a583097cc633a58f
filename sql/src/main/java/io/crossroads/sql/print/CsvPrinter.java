package io.crossroads.sql.print;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;

/** RFC 4180, with the names of the columns first; an absent value is empty, an empty one quoted. */
record CsvPrinter(PrintStream out) implements RowPrinter {

  @Override
  public void print(ResultSet rows) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    for (int i = 1; i <= columns; i++) {
      field(i, rows.getMetaData().getColumnLabel(i));
    }
    out.print("\r\n");
    while (rows.next()) {
      for (int i = 1; i <= columns; i++) {
        Object value = Value.of(rows, i);
        field(i, value == null ? null : Value.text(value));
      }
      out.print("\r\n");
    }
    out.flush();
  }

  private void field(int column, String text) {
    if (column > 1) {
      out.print(',');
    }
    if (text == null) {
      return;
    }
    boolean plain =
        !text.isEmpty()
            && text.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    out.print(plain ? text : '"' + text.replace("\"", "\"\"") + '"');
  }
}
