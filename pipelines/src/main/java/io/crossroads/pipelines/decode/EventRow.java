package io.crossroads.pipelines.decode;

import io.crossroads.pipelines.schema.EventSchema;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One decoded event, reused from record to record so that the hot path allocates nothing. Columns
 * are addressed by their index in {@link EventSchema#columns()}; how a value is carried says {@link
 * io.crossroads.pipelines.schema.FieldType}. What it returns is valid until the next decoding.
 */
public final class EventRow {

  private final long[] numbers;
  private final byte[][] texts;
  private final int[] textOffsets;
  private final int[] textLengths;
  private long present;
  private Rejection rejection;

  /** A row for the columns of {@code schema}, all absent. */
  public EventRow(EventSchema schema) {
    int columns = schema.columns().size();
    numbers = new long[columns];
    texts = new byte[columns][];
    textOffsets = new int[columns];
    textLengths = new int[columns];
  }

  /** Whether the event has a value for a column. */
  public boolean has(int column) {
    return (present & (1L << column)) != 0;
  }

  /**
   * The value of a column that is not text. For a text of a closed list, its place in that list,
   * from 0; for any other text, -1.
   */
  public long number(int column) {
    return numbers[column];
  }

  /** The array that holds a text column's UTF-8 bytes, from {@link #textOffset}. */
  public byte[] textBytes(int column) {
    return texts[column];
  }

  /** Where a text column begins in its array. */
  public int textOffset(int column) {
    return textOffsets[column];
  }

  /** The length of a text column in bytes. */
  public int textLength(int column) {
    return textLengths[column];
  }

  /** A text column as a string; a copy. */
  public String text(int column) {
    return new String(
        texts[column], textOffsets[column], textLengths[column], StandardCharsets.UTF_8);
  }

  /** Why the record was rejected, if it was. */
  public Optional<Rejection> rejection() {
    return Optional.ofNullable(rejection);
  }

  /** Gives a column a number. */
  public void setNumber(int column, long value) {
    numbers[column] = value;
    present |= 1L << column;
  }

  /**
   * Gives a column a text that lies in somebody else's array.
   *
   * @param ordinal its place in the field's closed list, or -1
   */
  public void setText(int column, byte[] bytes, int offset, int length, int ordinal) {
    texts[column] = bytes;
    textOffsets[column] = offset;
    textLengths[column] = length;
    numbers[column] = ordinal;
    present |= 1L << column;
  }

  /** A bit for each column that has a value. */
  long present() {
    return present;
  }

  /** Forgets the event or the rejection that it holds, before a decoder fills it. */
  public void clear() {
    present = 0;
    rejection = null;
  }

  /**
   * Says why the record is no event.
   *
   * @return false, as a decoder does of such a record
   */
  public boolean reject(Rejection why) {
    rejection = why;
    return false;
  }
}
