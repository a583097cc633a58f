package io.crossroads.batch.csv;

import java.util.Arrays;

/**
 * A record of a CSV file (RFC 4180) taken apart into cells. A cell is quoted if its first byte that
 * is no blank is a quote, and may have blanks after it; a quote elsewhere is a byte like any other.
 * A record that does not end within the bytes of the longest, or whose quotes are wrong, is one
 * physical line and at fault, so that one stray quote does not swallow the rest of the file. An
 * object is used again and again, by one thread.
 */
final class CsvRecord {

  /** What {@link #read} returns if the record goes on after the bytes given. */
  static final int CUT = -1;

  /** Bytes after the given ones that must exist, so that parsers may look ahead. */
  static final int PADDING = 32;

  private final byte separator;
  private final int longest;
  private byte[] bytes;
  private int from;
  private int limit;
  private int stop;
  private boolean atEnd;

  private int cells;
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private boolean[] unescaped = new boolean[16];
  private byte[] spare = new byte[64];
  private int spareLength;
  private int textEnd;
  private int lines;
  private LineFault fault;

  CsvRecord(byte separator, int longest) {
    this.separator = separator;
    this.longest = longest;
  }

  /**
   * Takes apart the record that starts at {@code from}.
   *
   * @param limit the index after the last byte; if {@code atEnd}, a line end stands there
   * @param atEnd whether the file ends at {@code limit}
   * @return the index after the record and its line end, at most {@code limit + 1}, or {@link #CUT}
   */
  int read(byte[] bytes, int from, int limit, boolean atEnd) {
    this.bytes = bytes;
    this.from = from;
    this.limit = limit;
    this.atEnd = atEnd;
    stop = (int) Math.min(atEnd ? limit + 1L : limit, (long) from + longest);
    cells = 0;
    spareLength = 0;
    lines = 1;
    fault = null;
    int position = from;
    while (true) {
      int quote = afterBlanks(position);
      int end = bytes[quote] == '"' ? quoted(quote + 1) : plain(position);
      if (end < 0) {
        return end == CUT ? CUT : line();
      }
      if (bytes[end] == '\n') {
        textEnd = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
        return end + 1;
      }
      position = end + 1;
    }
  }

  byte separator() {
    return separator;
  }

  int cells() {
    return cells;
  }

  /** The bytes that a cell is in, which are not the file's if it has doubled quotes. */
  byte[] source(int cell) {
    return unescaped[cell] ? spare : bytes;
  }

  int start(int cell) {
    return starts[cell];
  }

  int end(int cell) {
    return ends[cell];
  }

  /** The index after the record's text, before its line end. */
  int textEnd() {
    return textEnd;
  }

  /** How many physical lines the record has. */
  int lines() {
    return lines;
  }

  /** What is wrong with the record as a whole; null if nothing. */
  LineFault fault() {
    return fault;
  }

  private static final int WRONG = -2;

  private int plain(int start) {
    int position = start;
    while (position < stop && bytes[position] != separator && bytes[position] != '\n') {
      position++;
    }
    if (position == stop) {
      return givenUp();
    }
    boolean carriage = bytes[position] == '\n' && position > start && bytes[position - 1] == '\r';
    add(start, carriage ? position - 1 : position, false);
    return position;
  }

  private int quoted(int start) {
    int position = start;
    boolean doubled = false;
    int breaks = 0;
    while (true) {
      while (position < stop && bytes[position] != '"') {
        breaks += bytes[position++] == '\n' ? 1 : 0;
      }
      if (position + 1 >= stop) {
        return givenUp();
      }
      if (bytes[position + 1] != '"') {
        break;
      }
      doubled = true;
      position += 2;
    }
    lines += breaks;
    if (doubled) {
      unescape(start, position);
    } else {
      add(start, position, false);
    }
    int next = afterBlanks(position + 1);
    if (next >= stop) {
      return givenUp();
    }
    if (bytes[next] == '\r' && next + 1 < stop) {
      next++;
      return bytes[next] == '\n' ? next : WRONG;
    }
    if (bytes[next] == '\r') {
      return givenUp();
    }
    return bytes[next] == separator || bytes[next] == '\n' ? next : WRONG;
  }

  /** The first byte from an index on that is no blank; at most {@code stop}. */
  private int afterBlanks(int from) {
    int position = from;
    while (position < stop && RowParser.isBlank(bytes[position]) && bytes[position] != separator) {
      position++;
    }
    return position;
  }

  /** The record does not end where looking for its end stopped. */
  private int givenUp() {
    return stop == limit && !atEnd ? CUT : WRONG;
  }

  /** Makes the record the physical line that it starts with, at fault. */
  private int line() {
    cells = 0;
    lines = 1;
    fault = LineFault.BAD_QUOTES;
    int position = from;
    while (position < stop && bytes[position] != '\n') {
      position++;
    }
    if (position < stop) {
      textEnd = position > from && bytes[position - 1] == '\r' ? position - 1 : position;
      return position + 1;
    }
    fault = LineFault.TOO_LARGE;
    textEnd = Math.min(limit, from + longest);
    while (position < limit && bytes[position] != '\n') {
      position++;
    }
    return position < limit || atEnd ? position + 1 : CUT;
  }

  private void unescape(int start, int end) {
    int room = spareLength + end - start + PADDING;
    if (spare.length < room) {
      spare = Arrays.copyOf(spare, 2 * room);
    }
    int cellStart = spareLength;
    for (int position = start; position < end; position++) {
      spare[spareLength++] = bytes[position];
      if (bytes[position] == '"') {
        position++;
      }
    }
    add(cellStart, spareLength, true);
    spare[spareLength++] = '\n';
  }

  private void add(int start, int end, boolean inSpare) {
    if (cells == starts.length) {
      starts = Arrays.copyOf(starts, 2 * cells);
      ends = Arrays.copyOf(ends, 2 * cells);
      unescaped = Arrays.copyOf(unescaped, 2 * cells);
    }
    starts[cells] = start;
    ends[cells] = end;
    unescaped[cells++] = inSpare;
  }
}
