package io.crossroads.batch.time;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/**
 * Reads times of one format, and gathers evidence of what format they have. Neighbours in a file
 * mostly have the same date, so the date of the last value is kept and only compared. For one
 * thread.
 */
public final class TimeParser {

  /** What {@link #parse} returns for a text that is no time of the format. */
  public static final long INVALID = Long.MIN_VALUE;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** HH:mm:ss in ASCII, first letter lowest, is this combined with its digits. */
  private static final long CLOCK = 0x3030_3A30_303A_3030L;

  private static final long CLOCK_DIGITS = 0x0606_0006_0600_0606L;
  private static final long CLOCK_HIGH = 0xF0F0_FFF0_F0FF_F0F0L;
  private static final int SHORTEST_DATE = "1/1/2000".length();

  private final DateOrder order;
  private final int shape;
  private final int bareShape;
  private final boolean clock;
  private final NamedTimeFormat.Reader named;
  private final ZoneRules zone;
  private final Evidence evidence;
  private final TimeText text = new TimeText();

  private long dateHead;
  private long dateTail;
  private int dateLength;
  private long midnight;
  private int slot;
  private boolean atMidnight;
  private int end;

  /**
   * A parser of one format.
   *
   * @param zone where times with an offset are put; those without one are left as they are
   * @param evidence is told of values by {@link #seen} and {@link #unread}
   */
  public TimeParser(TimeFormat format, ZoneId zone, Evidence evidence) {
    this.zone = zone.getRules();
    this.evidence = evidence;
    if (format instanceof NumericTimeFormat numeric) {
      TimeShape wanted = numeric.shape();
      order = numeric.order();
      shape = wanted.index();
      bareShape = numeric.bareMidnights() ? wanted.dateOnly().index() : -1;
      clock =
          wanted.between() != TimeShape.DATE_ONLY
              && wanted.clock() == ':'
              && wanted.date() != TimeShape.Year.SHORT
              && !wanted.halfDays()
              && !wanted.zoned();
      named = null;
    } else {
      order = DateOrder.YEAR_FIRST;
      shape = -1;
      bareShape = -1;
      clock = false;
      named = ((NamedTimeFormat) format).reader(zone);
    }
  }

  /**
   * Reads a time that goes on as long as its bytes belong to one. The text must be followed by
   * eight bytes that may be read, and by one that cannot belong to a time.
   *
   * @return microseconds since 1970-01-01T00:00 without a zone, or {@link #INVALID}; always that
   *     for a format which needs to know where the text ends
   */
  public long parse(byte[] source, int from) {
    if (clock
        && dateLength > 0
        && (long) LONGS.get(source, from) == dateHead
        && (long) LONGS.get(source, from + dateLength - SHORTEST_DATE) == dateTail) {
      long digits = (long) LONGS.get(source, from + dateLength) ^ CLOCK;
      if (((digits + CLOCK_DIGITS | digits) & CLOCK_HIGH) == 0) {
        long hours = (digits & 0xFF) * 10 + (digits >>> 8 & 0xFF);
        long minutes = (digits >>> 24 & 0xFF) * 10 + (digits >>> 32 & 0xFF);
        long seconds = (digits >>> 48 & 0xFF) * 10 + (digits >>> 56);
        int clockEnd = from + dateLength + 8;
        if (hours < 24 && minutes < 60 && seconds < 60 && !goesOn(source[clockEnd])) {
          end = clockEnd;
          atMidnight = (hours | minutes | seconds) == 0;
          return midnight + ((hours * 60 + minutes) * 60 + seconds) * 1_000_000;
        }
      }
    }
    return named == null ? parseAnew(source, from) : INVALID;
  }

  /**
   * Reads a time that ends where it is told.
   *
   * @return microseconds since 1970-01-01T00:00 without a zone, or {@link #INVALID}
   */
  public long parse(byte[] source, int from, int to) {
    if (named != null) {
      end = to;
      return named.read(new String(source, from, to - from, StandardCharsets.UTF_8));
    }
    long micros = parse(source, from);
    return end == to ? micros : INVALID;
  }

  /** The index after the time that was parsed. */
  public int end() {
    return end;
  }

  /** Counts the value that was parsed last, which started at {@code from}, as evidence. */
  public void seen(byte[] source, int from) {
    if (named != null) {
      evidence.addOther(source, from, end);
      return;
    }
    evidence.add(slot, atMidnight, source, from, end);
    if (!clock && text.zoned()) {
      evidence.addOffset(text, source, from, end);
    }
  }

  /** Counts a value that could not be parsed as evidence for whatever it is. */
  public void unread(byte[] source, int from, int to) {
    int found = text.read(source, from) && text.end() == to ? Evidence.slot(text) : -1;
    if (found < 0) {
      evidence.addOther(source, from, to);
      return;
    }
    evidence.add(found, text.hasClock() && text.microsOfDay() == 0, source, from, to);
    if (text.zoned()) {
      evidence.addOffset(text, source, from, to);
    }
  }

  private long parseAnew(byte[] source, int from) {
    if (!text.read(source, from) || !isOfFormat(text.shape()) || !text.isDate(order)) {
      return INVALID;
    }
    end = text.end();
    midnight = text.midnight(order);
    slot = Evidence.slot(text);
    atMidnight = text.hasClock() && text.microsOfDay() == 0;
    dateLength = text.dateEnd() + 1 - from;
    if (clock) {
      dateHead = (long) LONGS.get(source, from);
      dateTail = (long) LONGS.get(source, from + dateLength - SHORTEST_DATE);
    }
    long micros = midnight + text.microsOfDay();
    return text.zoned() ? inZone(micros - text.offsetSeconds() * 1_000_000L) : micros;
  }

  private boolean isOfFormat(int found) {
    return found == shape || found == bareShape;
  }

  /** Whether a byte after the seconds begins a fraction, an offset, or AM or PM. */
  private static boolean goesOn(byte next) {
    return switch (next) {
      case '.', ',', 'Z', 'z', '+', '-', ' ', 'A', 'a', 'P', 'p' -> true;
      default -> false;
    };
  }

  private long inZone(long utcMicros) {
    Instant instant = Instant.ofEpochSecond(Math.floorDiv(utcMicros, 1_000_000L));
    return utcMicros + zone.getOffset(instant).getTotalSeconds() * 1_000_000L;
  }
}
