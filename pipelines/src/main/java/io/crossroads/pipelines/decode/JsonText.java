package io.crossroads.pipelines.decode;

/** Resolves the escapes of a JSON string (RFC 8259, section 7) into UTF-8. */
final class JsonText {

  private JsonText() {}

  /**
   * Writes the text of a well-formed JSON string.
   *
   * @param from behind the opening quote
   * @param to at the closing quote
   * @param target has room for {@code to - from} bytes from {@code at}; no escape is shorter than
   *     what it stands for
   * @return where the text ends in {@code target}, or -1 if it has half of a surrogate pair
   */
  static int resolve(byte[] bytes, int from, int to, byte[] target, int at) {
    int in = from;
    int out = at;
    while (in < to) {
      byte c = bytes[in++];
      if (c != '\\') {
        target[out++] = c;
        continue;
      }
      byte kind = bytes[in++];
      if (kind != 'u') {
        target[out++] = simple(kind);
        continue;
      }
      int code = hex(bytes, in);
      in += 4;
      if (Character.isHighSurrogate((char) code)) {
        if (to - in < 6 || bytes[in] != '\\' || bytes[in + 1] != 'u') {
          return -1;
        }
        int low = hex(bytes, in + 2);
        if (!Character.isLowSurrogate((char) low)) {
          return -1;
        }
        code = Character.toCodePoint((char) code, (char) low);
        in += 6;
      } else if (Character.isLowSurrogate((char) code)) {
        return -1;
      }
      out = encode(code, target, out);
    }
    return out;
  }

  private static byte simple(byte kind) {
    return (byte)
        switch (kind) {
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          default -> kind;
        };
  }

  private static int hex(byte[] bytes, int at) {
    int code = 0;
    for (int i = at; i < at + 4; i++) {
      code = code << 4 | Character.digit(bytes[i], 16);
    }
    return code;
  }

  private static int encode(int code, byte[] target, int at) {
    int out = at;
    if (code < 0x80) {
      target[out++] = (byte) code;
    } else if (code < 0x800) {
      target[out++] = (byte) (0xc0 | code >> 6);
      target[out++] = (byte) (0x80 | code & 0x3f);
    } else if (code < 0x10000) {
      target[out++] = (byte) (0xe0 | code >> 12);
      target[out++] = (byte) (0x80 | code >> 6 & 0x3f);
      target[out++] = (byte) (0x80 | code & 0x3f);
    } else {
      target[out++] = (byte) (0xf0 | code >> 18);
      target[out++] = (byte) (0x80 | code >> 12 & 0x3f);
      target[out++] = (byte) (0x80 | code >> 6 & 0x3f);
      target[out++] = (byte) (0x80 | code & 0x3f);
    }
    return out;
  }
}
