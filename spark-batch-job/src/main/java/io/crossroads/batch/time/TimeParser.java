package io.crossroads.batch.time;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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

  private final TimeFormat format;
  private final int shape;
  private final boolean clock;
  private final ZoneRules zone;
  private final Evidence evidence;
  private final TimeText text = new TimeText();

  private long dateHead;
  private long dateTail;
  private int dateLength;
  private long midnight;
  private int slot;
  private int end;

  /**
   * A parser of one format.
   *
   * @param zone where times with an offset are put; those without one are left as they are
   * @param evidence is told of values by {@link #seen} and {@link #unread}
   */
  public TimeParser(TimeFormat format, ZoneId zone, Evidence evidence) {
    this.format = format;
    this.shape = format.shape().index();
    this.clock = format.shape().between() != TimeShape.DATE_ONLY && !format.shape().halfDays();
    this.zone = zone.getRules();
    this.evidence = evidence;
  }

  /**
   * Reads a time. The text must be followed by eight bytes that may be read, and by one that cannot
   * belong to a time.
   *
   * @return microseconds since 1970-01-01T00:00 without a zone, or {@link #INVALID}
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
          return midnight + ((hours * 60 + minutes) * 60 + seconds) * 1_000_000;
        }
      }
    }
    return parseAnew(source, from);
  }

  /** The index after the time that was parsed. */
  public int end() {
    return end;
  }

  /** Counts the value that was parsed last, which started at {@code from}, as evidence. */
  public void seen(byte[] source, int from) {
    evidence.add(slot);
    evidence.example(slot, source, from, end);
  }

  /** Counts a value that could not be parsed as evidence for whatever it is. */
  public void unread(byte[] source, int from, int to) {
    Evidence.Reading reading =
        text.read(source, from) && text.end() == to ? Evidence.reading(text) : null;
    if (reading == null) {
      evidence.other(source, from, to);
    } else {
      int seen = Evidence.slot(text.shape(), reading);
      evidence.add(seen);
      evidence.example(seen, source, from, to);
    }
  }

  private long parseAnew(byte[] source, int from) {
    if (!text.read(source, from) || text.shape() != shape || !text.isDate(format.order())) {
      return INVALID;
    }
    end = text.end();
    midnight = text.midnight(format.order());
    slot = Evidence.slot(shape, Evidence.reading(text));
    dateLength = text.dateEnd() + 1 - from;
    dateHead = (long) LONGS.get(source, from);
    dateTail = (long) LONGS.get(source, from + dateLength - SHORTEST_DATE);
    long micros = midnight + text.microsOfDay();
    return text.zoned() ? inZone(micros - text.offsetSeconds() * 1_000_000L) : micros;
  }

  /** Whether a byte after the seconds begins a fraction or an offset. */
  private static boolean goesOn(byte next) {
    return next == '.' || next == 'Z' || next == '+' || next == '-';
  }

  private long inZone(long utcMicros) {
    Instant instant = Instant.ofEpochSecond(Math.floorDiv(utcMicros, 1_000_000L));
    return utcMicros + zone.getOffset(instant).getTotalSeconds() * 1_000_000L;
  }
}
