package io.crossroads.sql.print;

import java.io.PrintStream;

/** How an answer is printed. */
public enum Format {
  /** Columns for people. */
  TABLE {
    @Override
    public RowPrinter to(PrintStream out) {
      return new TablePrinter(out);
    }
  },
  /** RFC 4180, with the names of the columns first; an absent value is empty. */
  CSV {
    @Override
    public RowPrinter to(PrintStream out) {
      return new CsvPrinter(out);
    }
  },
  /** A list of objects. */
  JSON {
    @Override
    public RowPrinter to(PrintStream out) {
      return new JsonPrinter(out);
    }
  };

  /** A printer of this format. */
  public abstract RowPrinter to(PrintStream out);
}
