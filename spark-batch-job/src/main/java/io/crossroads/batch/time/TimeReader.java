package io.crossroads.batch.time;

/** Reads times of one format, and gathers evidence of what format they have. For one thread. */
public interface TimeReader {

  /** What {@link #parse} returns for a text that is no time of the format. */
  long INVALID = Long.MIN_VALUE;

  /**
   * Reads a time at the beginning of a cell that is not quoted. The text must be followed by eight
   * bytes that may be read.
   *
   * @return microseconds since 1970-01-01T00:00 without a zone, or {@link #INVALID}
   */
  long parse(byte[] source, int from);

  /**
   * Reads a cell that is a time, and nothing else.
   *
   * @param to the index after its last byte; eight further ones may be read
   * @return microseconds since 1970-01-01T00:00 without a zone, or {@link #INVALID}
   */
  long parse(byte[] source, int from, int to);

  /** The index after the time that was parsed. */
  int end();

  /** Counts the value that was parsed last, which started at {@code from}, as evidence. */
  void seen(byte[] source, int from);

  /** Counts a value that could not be parsed as evidence for whatever it is. */
  void unread(byte[] source, int from, int to);
}
