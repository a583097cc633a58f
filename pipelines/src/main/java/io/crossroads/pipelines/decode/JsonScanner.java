package io.crossroads.pipelines.decode;

/**
 * Walks over JSON (RFC 8259) in bytes that are known to be UTF-8, without making objects. Methods
 * take a place and return the place behind what they read, or a negative code.
 */
final class JsonScanner {

  /** What stands here is not JSON. */
  static final int NOT_JSON = -1;

  /** What stands here is nested more deeply than the limit. */
  static final int TOO_DEEP = -2;

  private final int maxDepth;
  private final boolean[] inObject;
  private final JsonNumber number = new JsonNumber();
  private byte[] bytes;
  private int end;
  private boolean escaped;

  JsonScanner(int maxDepth) {
    this.maxDepth = maxDepth;
    this.inObject = new boolean[maxDepth + 1];
  }

  void reset(byte[] source, int limit) {
    bytes = source;
    end = limit;
  }

  /** Whether the string read last has escapes. */
  boolean escaped() {
    return escaped;
  }

  /** The number read last. */
  JsonNumber number() {
    return number;
  }

  int space(int from) {
    int at = from;
    while (at < end && isSpace(bytes[at])) {
      at++;
    }
    return at;
  }

  /** Reads on from behind an opening quote to behind the closing one. */
  int string(int from) {
    escaped = false;
    int at = from;
    while (at < end) {
      byte c = bytes[at++];
      if (c == '"') {
        return at;
      }
      if (c == '\\') {
        escaped = true;
        at = escape(at);
        if (at < 0) {
          return NOT_JSON;
        }
      } else if (c >= 0 && c < ' ') {
        return NOT_JSON;
      }
    }
    return NOT_JSON;
  }

  int number(int from) {
    return number.read(bytes, from, end);
  }

  /** Reads from behind a key's closing quote to behind the colon. */
  int colon(int from) {
    int at = space(from);
    return at < end && bytes[at] == ':' ? at + 1 : NOT_JSON;
  }

  /** Reads a literal, {@code true}, {@code false} or {@code null}. */
  int literal(int from, byte[] word) {
    int to = from + word.length;
    if (to > end) {
      return NOT_JSON;
    }
    for (int i = 0; i < word.length; i++) {
      if (bytes[from + i] != word[i]) {
        return NOT_JSON;
      }
    }
    return to;
  }

  /**
   * Reads any value.
   *
   * @param depth how many objects and arrays are open around it
   */
  int value(int from, int depth) {
    int open = depth;
    int at = from;
    while (true) {
      at = space(at);
      if (at == end) {
        return NOT_JSON;
      }
      byte c = bytes[at];
      boolean complete = true;
      if (c == '{' || c == '[') {
        if (open == maxDepth) {
          return TOO_DEEP;
        }
        inObject[++open] = c == '{';
        int inside = space(at + 1);
        if (inside < end && bytes[inside] == closing(open)) {
          open--;
          at = inside + 1;
        } else {
          at = inObject[open] ? key(inside) : inside;
          complete = false;
        }
      } else {
        at = scalar(at, c);
      }
      if (at < 0) {
        return at;
      }
      while (complete && open > depth) {
        at = space(at);
        if (at == end) {
          return NOT_JSON;
        }
        if (bytes[at] == ',') {
          at = inObject[open] ? key(space(at + 1)) : at + 1;
          complete = false;
        } else if (bytes[at] == closing(open)) {
          open--;
          at++;
        } else {
          return NOT_JSON;
        }
      }
      if (at < 0 || complete) {
        return at;
      }
    }
  }

  private byte closing(int level) {
    return (byte) (inObject[level] ? '}' : ']');
  }

  private int key(int from) {
    if (from >= end || bytes[from] != '"') {
      return NOT_JSON;
    }
    int at = string(from + 1);
    return at < 0 ? at : colon(at);
  }

  private int scalar(int at, byte c) {
    return switch (c) {
      case '"' -> string(at + 1);
      case 't' -> literal(at, JsonLiteral.TRUE);
      case 'f' -> literal(at, JsonLiteral.FALSE);
      case 'n' -> literal(at, JsonLiteral.NULL);
      default -> number(at);
    };
  }

  private int escape(int at) {
    if (at == end) {
      return NOT_JSON;
    }
    return switch (bytes[at]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 1;
      case 'u' -> fourHexDigits(at + 1);
      default -> NOT_JSON;
    };
  }

  private int fourHexDigits(int from) {
    if (end - from < 4) {
      return NOT_JSON;
    }
    for (int i = from; i < from + 4; i++) {
      if (Character.digit(bytes[i], 16) < 0) {
        return NOT_JSON;
      }
    }
    return from + 4;
  }

  private static boolean isSpace(byte c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }
}
