package io.crossroads.pipelines.logs;

/**
 * A request line as RFC 9112, section 3, has it, {@code method SP request-target SP HTTP-version},
 * or that of HTTP/0.9, {@code GET SP request-target} (RFC 1945, 4.1). The method is a token of RFC
 * 9110, section 5.6.2, whether anybody knows it or not, in the case it was sent in; the target may
 * contain blanks, for servers log what they were sent. Anything else is no request: a TLS hello, a
 * hyphen where none came, a single word. For one thread.
 */
final class RequestLine {

  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
  private static final boolean[] TOKEN = new boolean[128];

  static {
    for (char c = 0; c < TOKEN.length; c++) {
      boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      TOKEN[c] = letter || c >= '0' && c <= '9' || TOKEN_MARKS.indexOf(c) >= 0;
    }
  }

  private int methodEnd;
  private int targetStart;
  private int targetEnd;

  /** Reads what stands between the quotes; says whether it is a request. */
  boolean read(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] >= 0 && TOKEN[bytes[at]]) {
      at++;
    }
    if (at == from || at == to || bytes[at] != ' ') {
      return false;
    }
    methodEnd = at;
    targetStart = at + 1;
    int last = to - 1;
    while (bytes[last] != ' ') {
      last--;
    }
    boolean versioned = isVersion(bytes, last + 1, to);
    targetEnd = versioned ? last : to;
    return targetEnd > targetStart && (versioned || isSimple(bytes, from, to));
  }

  /** The index after the method, which begins where the request does. */
  int methodEnd() {
    return methodEnd;
  }

  /** Where the target begins. */
  int targetStart() {
    return targetStart;
  }

  /** The index after the target. */
  int targetEnd() {
    return targetEnd;
  }

  /** HTTP/1.1, and HTTP/2 or HTTP/3 of servers that leave out the minor version. */
  private static boolean isVersion(byte[] bytes, int from, int to) {
    int length = to - from;
    boolean named =
        (length == 6 || length == 8)
            && bytes[from] == 'H'
            && bytes[from + 1] == 'T'
            && bytes[from + 2] == 'T'
            && bytes[from + 3] == 'P'
            && bytes[from + 4] == '/'
            && isDigit(bytes[from + 5]);
    return named && (length == 6 || bytes[from + 6] == '.' && isDigit(bytes[from + 7]));
  }

  private boolean isSimple(byte[] bytes, int from, int to) {
    boolean get =
        methodEnd - from == 3
            && bytes[from] == 'G'
            && bytes[from + 1] == 'E'
            && bytes[from + 2] == 'T';
    boolean one = true;
    for (int i = targetStart; i < to; i++) {
      one &= bytes[i] != ' ';
    }
    return get && one;
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }
}
