package io.crossroads.pipelines.logs;

/**
 * What stands between quotes in a log, with {@code \"} and {@code \\} resolved and every other
 * escape as it is. A text without those two is not copied. Texts of one line stay valid until the
 * next line begins. For one thread.
 */
final class QuotedText {

  private byte[] resolved = new byte[256];
  private int used;
  private byte[] bytes;
  private int from;
  private int to;

  /** Begins a line of so many bytes. */
  void begin(int length) {
    used = 0;
    if (resolved.length < length) {
      resolved = new byte[Math.max(length, resolved.length * 2)];
    }
  }

  /** Reads one text of the line. */
  void read(byte[] source, int start, int end) {
    bytes = source;
    from = start;
    to = end;
    for (int i = start; i + 1 < end; i++) {
      if (isEscape(source, i)) {
        resolve(source, start, i, end);
        return;
      }
    }
  }

  /** The array that holds the text. */
  byte[] bytes() {
    return bytes;
  }

  /** Where it begins. */
  int from() {
    return from;
  }

  /** The index after its last byte. */
  int to() {
    return to;
  }

  private void resolve(byte[] source, int start, int first, int end) {
    int length = first - start;
    from = used;
    System.arraycopy(source, start, resolved, used, length);
    used += length;
    for (int i = first; i < end; i++) {
      i += i + 1 < end && isEscape(source, i) ? 1 : 0;
      resolved[used++] = source[i];
    }
    bytes = resolved;
    to = used;
  }

  private static boolean isEscape(byte[] source, int at) {
    return source[at] == '\\' && (source[at + 1] == '"' || source[at + 1] == '\\');
  }
}
