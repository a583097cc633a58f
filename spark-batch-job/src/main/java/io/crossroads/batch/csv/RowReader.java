package io.crossroads.batch.csv;

import io.crossroads.batch.rows.RowBatch;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the rows of a part of a file. A record belongs to the part that it starts in and is read to
 * its end. Blank lines are skipped, and the byte 0x1A at the end of a DOS file. For one thread.
 */
public final class RowReader {

  private static final byte END_OF_DOS_FILE = 0x1A;

  private final InputStream input;
  private final long until;
  private final RowParser parser;
  private final Rejects rejects;
  private final CsvRecord record;
  private final CsvLimits limits;
  private final byte[] buffer;

  private long base;
  private int position;
  private int limit;

  /** The index after the last line that is whole in the buffer. */
  private int complete;

  private boolean atEnd;

  private final long start;
  private long lines;
  private long records;

  /**
   * A reader of the records that start in a range of bytes.
   *
   * @param input positioned at {@code from}, or at the byte before it if {@code seek}
   * @param from where the range starts, in bytes
   * @param seek whether the first record is the one after the first line end at or after the byte
   *     before {@code from}; otherwise it starts at {@code from}
   * @param until where the range ends, exclusive
   */
  public RowReader(
      InputStream input, long from, boolean seek, long until, RowParser parser, Rejects rejects)
      throws IOException {
    this(input, from, seek, until, parser, rejects, CsvLimits.DEFAULT);
  }

  RowReader(
      InputStream input,
      long from,
      boolean seek,
      long until,
      RowParser parser,
      Rejects rejects,
      CsvLimits limits)
      throws IOException {
    this.limits = limits;
    this.buffer = new byte[limits.bufferBytes() + CsvRecord.PADDING];
    this.input = input;
    this.until = until;
    this.parser = parser;
    this.rejects = rejects;
    this.record = new CsvRecord(parser.heading().separator(), limits.recordBytes());
    this.base = seek ? from - 1 : from;
    if (seek) {
      skipLine();
    }
    this.start = offset();
  }

  /**
   * Reads rows until a batch is full or the range ends.
   *
   * @return false if there are no further rows after those of the batch
   */
  public boolean read(RowBatch batch) throws IOException {
    while (offset() < until && !batch.isFull()) {
      if (position >= complete) {
        if (atEnd) {
          return false;
        }
        if (!refill()) {
          rejectLongLine();
        }
      } else {
        readComplete(batch);
      }
    }
    return offset() < until;
  }

  /** Where the first record starts, in bytes from the file's beginning. */
  public long start() {
    return start;
  }

  /** Where the next record starts; at the end of the file, its length without a DOS end of file. */
  public long offset() {
    return base + Math.min(position, limit);
  }

  /** Physical lines read, blank ones included. */
  public long lines() {
    return lines;
  }

  /** Records read: rows and rejected lines. */
  public long records() {
    return records;
  }

  private void readComplete(RowBatch batch) throws IOException {
    int stop = (int) Math.min(complete, until - base);
    while (position < stop && !batch.isFull()) {
      int next = parser.plain(buffer, position, limits.recordBytes(), batch);
      if (next == RowParser.NOT_PLAIN) {
        readRecord(batch);
        stop = (int) Math.min(complete, until - base);
      } else {
        position = next;
        lines++;
        records++;
      }
    }
  }

  private void readRecord(RowBatch batch) throws IOException {
    int first = position;
    while (RowParser.isBlank(buffer[first]) || buffer[first] == '\r') {
      first++;
    }
    if (buffer[first] == '\n') {
      position = first + 1;
      lines++;
      return;
    }
    int next = record.read(buffer, position, limit, atEnd);
    if (next == CsvRecord.CUT) {
      if (!refill()) {
        rejectLongLine();
      }
      return;
    }
    LineFault fault = parser.record(record, buffer, position, batch);
    if (fault != null) {
      String line = ShownBytes.text(buffer, position, record.textEnd());
      rejects.reject(lines, fault, parser.faultyColumn(), line);
    }
    records++;
    lines += record.lines();
    position = next;
  }

  /** Rejects a line that does not end in a full buffer. */
  private void rejectLongLine() throws IOException {
    String text = ShownBytes.text(buffer, position, position + limits.recordBytes());
    rejects.reject(lines, LineFault.TOO_LARGE, "", text);
    records++;
    lines++;
    skipLine();
  }

  /** Moves to the byte after the next line end. */
  private void skipLine() throws IOException {
    while (true) {
      while (position < limit) {
        if (buffer[position++] == '\n') {
          return;
        }
      }
      if (atEnd || !refill()) {
        return;
      }
    }
  }

  /**
   * Drops what was read and fills the buffer.
   *
   * @return false if it is full already
   */
  private boolean refill() throws IOException {
    if (atEnd || limit - position == limits.bufferBytes()) {
      return false;
    }
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    base += position;
    limit -= position;
    position = 0;
    while (limit < limits.bufferBytes()) {
      int count = input.read(buffer, limit, limits.bufferBytes() - limit);
      if (count < 0) {
        atEnd = true;
        if (limit > 0 && buffer[limit - 1] == END_OF_DOS_FILE) {
          limit--;
        }
        buffer[limit] = '\n';
        break;
      }
      limit += count;
    }
    complete = limit;
    while (!atEnd && complete > 0 && buffer[complete - 1] != '\n') {
      complete--;
    }
    return true;
  }
}
