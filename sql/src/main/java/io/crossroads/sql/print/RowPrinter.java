package io.crossroads.sql.print;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Prints the rows of an answer as they come. */
@FunctionalInterface
public interface RowPrinter {

  /** Prints all rows that are left. */
  void print(ResultSet rows) throws SQLException;
}
