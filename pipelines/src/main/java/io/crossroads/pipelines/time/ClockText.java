package io.crossroads.pipelines.time;

/**
 * Reads the part of a written time behind its date: the time of day and, if there is one, the
 * offset from UTC. The stream and {@code history} both read it here, so that a text means the same
 * in both: {@code HH:mm[:ss[.S…]]}, the fraction after a point or a comma and of any length, cut to
 * microseconds; {@code 24:00:00} for the end of the day; {@code Z}, {@code z}, {@code ±HH}, {@code
 * ±HHmm} or {@code ±HH:mm} of at most 18 hours, with a blank before it or not, or {@code UTC}
 * behind a blank (ISO 8601-1:2019, 5.3; RFC 3339, 5.6). Leap seconds are not read. For one thread.
 */
public final class ClockText {

  /** Which writings are read besides ISO 8601. */
  public enum Style {
    /** None: hours have two digits, colons between. */
    ISO,
    /** Hours of one digit, points or nothing in place of colons, and AM or PM. */
    ANY
  }

  /** What {@link #separator} is if nothing stands between hours and minutes. */
  public static final byte COMPACT = 0;

  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final int[] TO_MICROS = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};
  private static final int GREATEST_OFFSET = 18 * 3_600;

  private final Style style;
  private byte[] text;
  private int limit;
  private int position;
  private byte separator;
  private boolean seconds;
  private boolean halfDays;
  private boolean zoned;
  private boolean minus;
  private int offsetSeconds;
  private long microsOfDay;

  /** A reader that has not read anything. */
  public ClockText(Style style) {
    this.style = style;
  }

  /**
   * Reads what begins at {@code from}.
   *
   * @param end the index after the last byte that may belong to it
   * @return whether it is a time of day; what does not belong to it begins at {@link #end}
   */
  public boolean read(byte[] source, int from, int end) {
    return read(source, from, end, true);
  }

  /**
   * Reads what begins at {@code from}.
   *
   * @param comma whether a comma may begin a fraction; otherwise it belongs to what follows
   */
  public boolean read(byte[] source, int from, int end, boolean comma) {
    text = source;
    limit = end;
    position = from;
    seconds = false;
    halfDays = false;
    zoned = false;
    minus = false;
    offsetSeconds = 0;
    int hour = number(2);
    int digits = position - from;
    if (digits < (style == Style.ISO ? 2 : 1)) {
      return false;
    }
    separator = at(position);
    boolean compact = style == Style.ANY && digits == 2 && isDigit(separator);
    boolean points = style == Style.ANY && separator == '.';
    int minute = -1;
    if (compact) {
      separator = COMPACT;
      minute = twoDigits();
    } else if (separator == ':' || points) {
      minute = pair();
    }
    int second = 0;
    long micros = 0;
    if (minute >= 0 && (compact ? isDigit(at(position)) : at(position) == separator)) {
      seconds = true;
      second = compact ? twoDigits() : pair();
      if (second >= 0 && (at(position) == '.' || comma && at(position) == ',')) {
        micros = fraction();
      }
    }
    if (minute < 0 || minute > 59 || second < 0 || second > 59 || micros < 0) {
      return false;
    }
    int half = style == Style.ANY ? half() : -1;
    halfDays = half >= 0;
    if (halfDays) {
      if (hour < 1 || hour > 12) {
        return false;
      }
      hour = hour % 12 + half;
    }
    microsOfDay = ((hour * 60L + minute) * 60 + second) * 1_000_000 + micros;
    return microsOfDay <= MICROS_PER_DAY && (halfDays || offset());
  }

  /** The index after the last byte that belongs to it. */
  public int end() {
    return position;
  }

  /** Microseconds since midnight, up to 86,400,000,000 for 24:00. */
  public long microsOfDay() {
    return microsOfDay;
  }

  /** What stands between hours and minutes: a colon, a point or {@link #COMPACT}. */
  public byte separator() {
    return separator;
  }

  /** Whether seconds are written. */
  public boolean seconds() {
    return seconds;
  }

  /** Whether AM or PM follows. */
  public boolean halfDays() {
    return halfDays;
  }

  /** Whether it tells its distance from UTC. */
  public boolean zoned() {
    return zoned;
  }

  /** Whether the distance from UTC is written with a minus. */
  public boolean minus() {
    return minus;
  }

  /** Seconds east of UTC; 0 if it does not tell. */
  public int offsetSeconds() {
    return offsetSeconds;
  }

  /** Skips the byte at the position and reads two digits; -1 if there are not two. */
  private int pair() {
    position++;
    return twoDigits();
  }

  /** Reads two digits; -1 if there are not two. */
  private int twoDigits() {
    int start = position;
    int value = number(2);
    return position - start == 2 ? value : -1;
  }

  /** All digits behind the point; those beyond microseconds are cut off. */
  private long fraction() {
    int start = ++position;
    int micros = number(6);
    int digits = position - start;
    while (isDigit(at(position))) {
      position++;
    }
    return digits == 0 ? -1 : (long) micros * TO_MICROS[digits];
  }

  /** AM, am or a.m. is 0, PM is 12, neither is -1. */
  private int half() {
    int start = at(position) == ' ' ? position + 1 : position;
    int letter = at(start) | 0x20;
    if (letter != 'a' && letter != 'p') {
      return -1;
    }
    boolean points = at(start + 1) == '.';
    int second = points ? start + 2 : start + 1;
    if ((at(second) | 0x20) != 'm' || points && at(second + 1) != '.') {
      return -1;
    }
    position = points ? second + 2 : second + 1;
    return letter == 'a' ? 0 : 12;
  }

  /** Reads an offset, if there is one; false if it is cut short or too large. */
  private boolean offset() {
    int start = position;
    boolean blank = at(start) == ' ';
    int sign = at(blank ? start + 1 : start);
    if (!blank && (sign | 0x20) == 'z') {
      position++;
      zoned = true;
      return true;
    }
    if (blank && (isWord(start + 1, 'U', 'T', 'C') || isWord(start + 1, 'G', 'M', 'T'))) {
      position = start + 4;
      zoned = true;
      return true;
    }
    if ((sign != '+' && sign != '-') || !isDigit(at(blank ? start + 2 : start + 1))) {
      return true;
    }
    position = blank ? start + 2 : start + 1;
    zoned = true;
    int hoursFrom = position;
    int hours = number(2);
    boolean whole = position - hoursFrom == 2;
    int minutes = 0;
    if (at(position) == ':') {
      minutes = pair();
    } else if (isDigit(at(position))) {
      minutes = twoDigits();
    }
    offsetSeconds = (hours * 60 + minutes) * 60;
    boolean valid = whole && minutes >= 0 && minutes < 60 && offsetSeconds <= GREATEST_OFFSET;
    minus = sign == '-';
    offsetSeconds = minus ? -offsetSeconds : offsetSeconds;
    return valid;
  }

  /** Reads at most {@code most} digits, maybe none. */
  private int number(int most) {
    int value = 0;
    for (int stop = position + most; position < stop && isDigit(at(position)); position++) {
      value = value * 10 + text[position] - '0';
    }
    return value;
  }

  private boolean isWord(int index, char first, char second, char third) {
    return at(index) == first && at(index + 1) == second && at(index + 2) == third;
  }

  /** A byte, or 0 behind the end. */
  private byte at(int index) {
    return index < limit ? text[index] : 0;
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }
}
