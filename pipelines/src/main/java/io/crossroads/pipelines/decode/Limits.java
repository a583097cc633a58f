package io.crossroads.pipelines.decode;

/**
 * How large and how deeply nested a record may be.
 *
 * @param maxBytes most bytes of a record; a longer one is {@code too_large}
 * @param maxDepth most levels of objects and arrays, the record's own object being the first
 */
public record Limits(int maxBytes, int maxDepth) {

  private static final Rejection TOO_LARGE = Rejection.of(Reason.TOO_LARGE);
  private static final Rejection NOT_UTF8 = Rejection.of(Reason.NOT_UTF8);
  private static final Rejection NOT_JSON = Rejection.of(Reason.NOT_JSON);

  /** 64 KiB and 32 levels. */
  public static final Limits DEFAULT = new Limits(64 << 10, 32);

  public Limits {
    if (maxBytes < 2) {
      throw new IllegalArgumentException("maxBytes must be at least 2, not " + maxBytes);
    }
    if (maxDepth < 1 || maxDepth > 1 << 10) {
      throw new IllegalArgumentException("maxDepth must be 1 to 1024, not " + maxDepth);
    }
  }

  /**
   * What is wrong with a record, whatever its format; null if nothing is.
   *
   * @param bytes where it lies; null for a record without a value
   */
  public Rejection check(byte[] bytes, int offset, int length) {
    if (bytes == null) {
      return NOT_JSON;
    }
    if (length > maxBytes) {
      return TOO_LARGE;
    }
    return Utf8.isValid(bytes, offset, length) ? null : NOT_UTF8;
  }
}
