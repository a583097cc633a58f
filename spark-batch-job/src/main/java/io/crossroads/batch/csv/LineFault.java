package io.crossroads.batch.csv;

import java.util.Locale;

/**
 * Why a line is rejected. A line with several faults has the first of this order; among faults of
 * columns, that of the first column of the layout.
 */
public enum LineFault {
  /** Longer than 64 KiB with its line end; only its beginning is kept. */
  TOO_LARGE,
  /** A quoted cell that does not end, or goes on after its closing quote. */
  BAD_QUOTES,
  /** Bytes that are not UTF-8 (RFC 3629). */
  NOT_UTF8,
  /** Fewer cells than the heading has names, or more, and not only blank ones. */
  WRONG_COLUMNS,
  /** Nothing, or blanks, in a column that is needed. */
  MISSING,
  /** No whole number. */
  WRONG_TYPE,
  /** A whole number outside the column's range. */
  OUT_OF_RANGE,
  /** No date and time in the file's format, or outside the column's range. */
  BAD_TIME;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The name in files and reports, such as {@code bad_time}. */
  public String label() {
    return label;
  }
}
