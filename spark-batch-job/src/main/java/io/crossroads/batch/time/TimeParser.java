package io.crossroads.batch.time;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/**
 * Reads times of one known format. Neighbours in a file mostly have the same date, so the date of
 * the last value is kept and only compared.
 */
final class TimeParser implements TimeReader {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** HH:mm:ss in ASCII, first letter lowest, is this combined with its digits. */
  private static final long CLOCK = 0x3030_3A30_303A_3030L;

  private static final long CLOCK_DIGITS = 0x0606_0006_0600_0606L;
  private static final long CLOCK_HIGH = 0xF0F0_FFF0_F0FF_F0F0L;
  private static final long MICROS_PER_HOUR = 3_600_000_000L;

  private final DateOrder order;
  private final int shape;
  private final int bareShape;
  private final boolean clock;
  private final boolean comma;
  private final ZoneRules zone;
  private final Evidence evidence;
  private final TimeText text = new TimeText();

  private long dateHead;
  private long dateTail;
  private int dateLength;
  private long midnight;
  private int slot = -1;
  private Evidence.Tally tally;
  private boolean span;
  private int end;

  /**
   * A parser of one format.
   *
   * @param zone where times with an offset are put; those without one are left as they are
   * @param separator what ends a cell that is not quoted
   */
  TimeParser(KnownFormat format, ZoneId zone, byte separator, Evidence evidence) {
    order = format.order();
    shape = format.shape().index();
    bareShape = format.bareMidnights() ? format.shape().withoutClock().index() : shape;
    clock = format.shape().clock() == ClockStyle.COLONS && !format.shape().zoned();
    comma = separator != ',';
    this.zone = zone.getRules();
    this.evidence = evidence;
  }

  @Override
  public long parse(byte[] source, int from) {
    long micros = parseLikeTheLast(source, from);
    return micros == INVALID || goesOn(source[end])
        ? parseAnew(source, from, source.length, comma)
        : micros;
  }

  @Override
  public long parse(byte[] source, int from, int to) {
    long micros = parseLikeTheLast(source, from);
    if (micros == INVALID || end != to) {
      micros = parseAnew(source, from, to, true);
    }
    return end == to ? micros : INVALID;
  }

  @Override
  public int end() {
    return end;
  }

  @Override
  public void seen(byte[] source, int from) {
    if (tally == null) {
      tally = evidence.tally(slot, source, from, end);
    }
    tally.add();
    if (span) {
      evidence.span(text, source, from, end);
    }
  }

  @Override
  public void unread(byte[] source, int from, int to) {
    int readings =
        text.read(source, from, to, true) && text.end() == to ? text.date().readings() : 0;
    if (Readings.isNone(readings)) {
      evidence.other(source, from, to);
      return;
    }
    evidence.tally(Evidence.slot(text.shape(), readings), source, from, to).add();
    noteMidnight();
    if (text.maySpan()) {
      evidence.span(text, source, from, to);
    }
  }

  /** Reads a time of the same date as the one before; {@link #INVALID} if it is not like that. */
  private long parseLikeTheLast(byte[] source, int from) {
    if (dateLength > 0
        && (long) LONGS.get(source, from) == dateHead
        && (long) LONGS.get(source, from + dateLength - Long.BYTES) == dateTail) {
      long digits = (long) LONGS.get(source, from + dateLength) ^ CLOCK;
      if (((digits + CLOCK_DIGITS | digits) & CLOCK_HIGH) == 0) {
        long hours = (digits & 0xFF) * 10 + (digits >>> 8 & 0xFF);
        long minutes = (digits >>> 24 & 0xFF) * 10 + (digits >>> 32 & 0xFF);
        long seconds = (digits >>> 48 & 0xFF) * 10 + (digits >>> 56);
        if (hours < 24 && minutes < 60 && seconds < 60) {
          if (hours == 0 || hours == 23) {
            evidence.nearMidnight(digits == 0);
          }
          end = from + dateLength + Long.BYTES;
          return midnight + ((hours * 60 + minutes) * 60 + seconds) * 1_000_000;
        }
      }
    }
    return INVALID;
  }

  private long parseAnew(byte[] source, int from, int to, boolean withCommas) {
    if (!text.read(source, from, to, withCommas)
        || !fits(text.shape())
        || !text.date().isDate(order)) {
      end = from;
      return INVALID;
    }
    end = text.end();
    int seen = Evidence.slot(text.shape(), text.date().readings());
    if (seen != slot) {
      slot = seen;
      tally = null;
    }
    span = text.maySpan();
    if (text.isEpoch()) {
      return inZone(text.epochMicros());
    }
    midnight = text.date().midnight(order);
    noteMidnight();
    int length = text.clockFrom() - from;
    dateLength = clock && text.hasClock() && isTwoLongs(length) ? length : 0;
    if (dateLength > 0) {
      dateHead = (long) LONGS.get(source, from);
      dateTail = (long) LONGS.get(source, from + dateLength - Long.BYTES);
    }
    long micros = midnight + text.microsOfDay();
    return text.zoned() ? inZone(micros - text.offsetSeconds() * 1_000_000L) : micros;
  }

  private boolean fits(int seen) {
    return seen == shape || seen == bareShape;
  }

  /** Whether two values of eight bytes hold all bytes of a date of this length. */
  private static boolean isTwoLongs(int length) {
    return length >= Long.BYTES && length <= 2 * Long.BYTES;
  }

  private void noteMidnight() {
    if (text.hasClock()) {
      long micros = text.microsOfDay();
      if (micros < MICROS_PER_HOUR || micros >= TimeText.MICROS_PER_DAY - MICROS_PER_HOUR) {
        evidence.nearMidnight(micros % TimeText.MICROS_PER_DAY == 0);
      }
    }
  }

  /** Whether a byte after the seconds may begin more of a time: a fraction, offset or half. */
  private boolean goesOn(byte next) {
    return switch (next) {
      case '.', '+', '-', 'Z', 'z', ' ' -> true;
      case ',' -> comma;
      default -> false;
    };
  }

  private long inZone(long utcMicros) {
    Instant instant = Instant.ofEpochSecond(Math.floorDiv(utcMicros, 1_000_000L));
    return utcMicros + zone.getOffset(instant).getTotalSeconds() * 1_000_000L;
  }
}
