package io.crossroads.pipelines.logs;

/**
 * Finds the parts of a line of the combined log format. They are separated by one blank each, and
 * so are any further fields behind them. For one thread.
 *
 * <ul>
 *   <li>A user may contain blanks, quotes and brackets; it ends where a time in brackets follows.
 *   <li>In a quoted part, a backslash takes the meaning of the byte behind it. A quote that is open
 *       at the end of the line makes it no line: it was cut off.
 *   <li>Referer and agent may be a hyphen without quotes.
 *   <li>Several addresses, as proxies list them, have a comma and maybe a blank between them.
 *   <li>Before the address there may be the server's name and port ({@code %v:%p}, Apache's {@code
 *       vhost_combined}).
 *   <li>Zero bytes before the line are skipped (a file that was cut while it was written, as
 *       logrotate's copytruncate does), as are a byte order mark, and blanks and line ends at the
 *       end.
 * </ul>
 */
final class CombinedLine {

  /** Bytes of a time as it should be: {@code 10/Oct/2000:13:55:36 -0700}. */
  private static final int TIME_LENGTH = 26;

  /** The name of the server, empty if the line does not tell. */
  final Part server = new Part();

  final Part address = new Part();
  final Part time = new Part();
  final Part request = new Part();
  final Part status = new Part();
  final Part size = new Part();
  final Part referer = new Part();
  final Part agent = new Part();

  private byte[] bytes;
  private int end;
  private int position;

  /** Some bytes of the line, without the quotes or brackets around them. */
  static final class Part {
    int from;
    int to;

    private void set(int first, int behind) {
      from = first;
      to = behind;
    }

    int length() {
      return to - from;
    }
  }

  /**
   * Finds the parts.
   *
   * @param limit the index after the last byte of the line
   * @return whether it is a line of the format, whatever its parts contain
   */
  boolean read(byte[] source, int from, int limit) {
    bytes = source;
    end = limit;
    position = from;
    skipAround();
    for (int i = position; i < end; i++) {
      if (bytes[i] == 0) {
        return false;
      }
    }
    int start = position;
    return findTime()
        && readClient(start, time.from - 2)
        && skip(' ')
        && readQuoted(request)
        && skip(' ')
        && readWord(status)
        && skip(' ')
        && readWord(size)
        && skip(' ')
        && readQuotedOrHyphen(referer)
        && skip(' ')
        && readQuotedOrHyphen(agent)
        && (position == end || skip(' ') && quotesClose());
  }

  private void skipAround() {
    while (position < end && bytes[position] == 0) {
      position++;
    }
    if (end - position >= 3
        && bytes[position] == (byte) 0xEF
        && bytes[position + 1] == (byte) 0xBB
        && bytes[position + 2] == (byte) 0xBF) {
      position += 3;
    }
    while (end > position && isSpace(bytes[end - 1])) {
      end--;
    }
  }

  private static boolean isSpace(byte character) {
    return character == ' ' || character == '\r' || character == '\n';
  }

  /**
   * Finds the brackets before the quote of the request: those with as many bytes between them as a
   * time has, for a user may contain others; if there are none, the first.
   */
  private boolean findTime() {
    for (int open = position + 1; open + TIME_LENGTH + 3 < end; open++) {
      if (isOpen(open) && isClose(open + TIME_LENGTH + 1)) {
        return foundTime(open, open + TIME_LENGTH + 1);
      }
    }
    int open = position + 1;
    while (open < end && !isOpen(open)) {
      open++;
    }
    int close = open + 1;
    while (close < end && !isClose(close)) {
      close++;
    }
    return close < end && foundTime(open, close);
  }

  private boolean isOpen(int at) {
    return bytes[at] == '[' && bytes[at - 1] == ' ';
  }

  private boolean isClose(int at) {
    return bytes[at] == ']' && at + 2 < end && bytes[at + 1] == ' ' && bytes[at + 2] == '"';
  }

  private boolean foundTime(int open, int close) {
    time.set(open + 1, close);
    position = close + 1;
    return true;
  }

  /** Reads what stands before the time: addresses, identity and user, and maybe a server first. */
  private boolean readClient(int from, int to) {
    int word = wordEnd(from, to);
    int next = word + 1 < to ? wordEnd(word + 1, to) : to;
    int port = portStart(from, word);
    boolean served =
        port > from
            && IpAddress.canonical(bytes, from, word) == null
            && IpAddress.canonical(bytes, Math.min(word + 1, to), next) != null;
    server.set(from, served ? port : from);
    int first = served ? word + 1 : from;
    int behind = wordEnd(first, to);
    while (behind > first && bytes[behind - 1] == ',' && behind < to) {
      behind = wordEnd(behind + 1, to);
    }
    address.set(first, behind);
    int identity = wordEnd(Math.min(behind + 1, to), to);
    boolean userFollows = identity + 1 < to;
    return address.length() > 0 && identity > behind + 1 && userFollows;
  }

  /** Where the colon before a port at the end of a word stands, or its start if there is none. */
  private int portStart(int from, int to) {
    int colon = to - 1;
    while (colon > from && bytes[colon] != ':') {
      colon--;
    }
    return colon > from && IpAddress.isPort(bytes, colon, to) ? colon : from;
  }

  private int wordEnd(int from, int to) {
    int at = from;
    while (at < to && bytes[at] != ' ') {
      at++;
    }
    return at;
  }

  private boolean skip(char expected) {
    return position < end && bytes[position++] == expected;
  }

  private boolean readWord(Part part) {
    int word = wordEnd(position, end);
    part.set(position, word);
    position = word;
    return part.length() > 0;
  }

  private boolean readQuoted(Part part) {
    if (!skip('"')) {
      return false;
    }
    part.from = position;
    while (position < end && bytes[position] != '"') {
      position += bytes[position] == '\\' ? 2 : 1;
    }
    part.to = position;
    return skip('"');
  }

  private boolean readQuotedOrHyphen(Part part) {
    if (position < end && bytes[position] == '-') {
      return readWord(part) && part.length() == 1;
    }
    return readQuoted(part);
  }

  /** Whether every quote of the further fields is closed. */
  private boolean quotesClose() {
    boolean open = false;
    while (position < end) {
      byte character = bytes[position++];
      if (character == '"') {
        open = !open;
      } else if (character == '\\' && open) {
        position++;
      }
    }
    return !open;
  }
}
