package io.crossroads.batch.csv;

import java.io.IOException;

/** Takes the lines that cannot become rows. */
@FunctionalInterface
public interface Rejects {

  /** Takes them and does nothing, for looks at a file that decide nothing. */
  Rejects NONE = (line, fault, column, text) -> {};

  /**
   * Takes a line.
   *
   * @param line its number, from 0, counted from where the reader started
   * @param fault what is wrong
   * @param column the column at fault; empty if the line as a whole is
   * @param text the line without its line end; bytes that are not UTF-8 are shown as {@code \xE9}
   */
  void reject(long line, LineFault fault, String column, String text) throws IOException;
}
