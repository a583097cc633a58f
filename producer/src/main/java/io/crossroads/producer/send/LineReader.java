package io.crossroads.producer.send;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Splits a stream at its line feeds and leaves every other byte as it is. A last line without line
 * feed is a line; nothing after the last line feed is none.
 */
final class LineReader implements Closeable {

  private final InputStream input;
  private final int longest;
  private byte[] buffer = new byte[1 << 16];
  private int from;
  private int to;
  private long lines;

  /**
   * Reads from the beginning of a stream.
   *
   * @param longest most bytes of a line
   */
  LineReader(InputStream input, int longest) {
    this.input = input;
    this.longest = longest;
  }

  /**
   * The next line without its line feed, or null at the end.
   *
   * @throws IOException if the stream cannot be read or a line is longer than allowed; says which
   */
  byte[] next() throws IOException {
    int looked = from;
    while (true) {
      for (int at = looked; at < to; at++) {
        if (buffer[at] == '\n') {
          return take(at, at + 1);
        }
      }
      int seen = to - from;
      if (seen > longest) {
        throw new IOException("line " + (lines + 1) + " has more than " + longest + " bytes");
      }
      if (!fill()) {
        return seen == 0 ? null : take(to, to);
      }
      looked = from + seen;
    }
  }

  /** How many lines were read. */
  long lines() {
    return lines;
  }

  private byte[] take(int end, int next) {
    byte[] line = Arrays.copyOfRange(buffer, from, end);
    from = next;
    lines++;
    return line;
  }

  private boolean fill() throws IOException {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
    }
    if (to == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = input.read(buffer, to, buffer.length - to);
    to += Math.max(0, read);
    return read >= 0;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
