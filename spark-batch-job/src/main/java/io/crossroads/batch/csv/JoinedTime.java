package io.crossroads.batch.csv;

import java.util.Arrays;

/**
 * Writes the cells of a time that is in several columns as one text: date, blank, time of day. What
 * it cannot make a time of stays as it is and is then no time. For one thread.
 */
final class JoinedTime {

  private static final int MOST = 160;

  private final TimeCells time;
  private final ClockDigits clock;
  private final ColumnEvidence evidence;
  private byte[] bytes = new byte[MOST + CsvRecord.PADDING];
  private int length;

  JoinedTime(TimeCells time, ClockDigits clock, ColumnEvidence evidence) {
    this.time = time;
    this.clock = clock;
    this.evidence = evidence;
  }

  /**
   * Joins the cells of a record.
   *
   * @return false if one of them is blank
   */
  boolean join(CsvRecord record) {
    length = 0;
    for (int part = 0; part < time.cells().size(); part++) {
      int cell = time.cells().get(part);
      byte[] source = record.source(cell);
      int start = record.start(cell);
      int end = record.end(cell);
      while (start < end && RowParser.isBlank(source[start])) {
        start++;
      }
      while (start < end && RowParser.isBlank(source[end - 1])) {
        end--;
      }
      if (start == end) {
        return false;
      }
      switch (time.kind()) {
        case DATE_AND_CLOCK -> {
          if (part == 0) {
            put(source, start, end);
          } else {
            put((byte) ' ');
            clock(source, start, end);
          }
        }
        case NUMBERS -> number(part, source, start, end);
      }
    }
    if (time.kind() == TimeCells.Kind.NUMBERS && time.cells().size() == 4) {
      put((byte) ':');
      put((byte) '0');
      put((byte) '0');
    }
    Arrays.fill(bytes, length, bytes.length, (byte) '\n');
    return true;
  }

  /** The text, followed by line ends. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Year-month-day hour:minute; a fraction of zeros is left out. */
  private void number(int part, byte[] source, int start, int end) {
    if (part > 0) {
      put((byte) "-- :".charAt(part - 1));
    }
    int digits = wholeDigits(source, start, end);
    if (digits == 1 && part > 0) {
      put((byte) '0');
    }
    put(source, start, digits > 0 ? start + digits : end);
  }

  private void clock(byte[] source, int start, int end) {
    int digits = wholeDigits(source, start, end);
    if (digits < 1 || digits > 4) {
      put(source, start, end);
      return;
    }
    int value = 0;
    for (int i = start; i < start + digits; i++) {
      value = value * 10 + source[i] - '0';
    }
    evidence.addClock(value);
    int hour = clock == ClockDigits.HOURS ? value : value / 100;
    int minute = clock == ClockDigits.HOURS ? 0 : value % 100;
    two(hour);
    put((byte) ':');
    two(minute);
  }

  private void two(int value) {
    if (value > 99) {
      put((byte) '9');
    }
    put((byte) ('0' + value / 10 % 10));
    put((byte) ('0' + value % 10));
  }

  /** How many digits a whole number has, before a fraction of zeros; 0 if it is none. */
  private static int wholeDigits(byte[] source, int start, int end) {
    int position = start;
    while (position < end && source[position] >= '0' && source[position] <= '9') {
      position++;
    }
    int digits = position - start;
    if (position < end && source[position] == '.' && end > position + 1) {
      position++;
      while (position < end && source[position] == '0') {
        position++;
      }
    }
    return position == end ? digits : 0;
  }

  private void put(byte[] source, int start, int end) {
    for (int i = start; i < end; i++) {
      put(source[i]);
    }
  }

  private void put(byte character) {
    if (length == bytes.length - CsvRecord.PADDING) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    bytes[length++] = character;
  }
}
