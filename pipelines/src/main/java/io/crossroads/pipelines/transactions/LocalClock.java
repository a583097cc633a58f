package io.crossroads.pipelines.transactions;

import io.crossroads.pipelines.simulate.Utf8Buffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** The dates and times that the clocks of a zone show. Any number of threads ask it at once. */
final class LocalClock {

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int SECONDS_PER_DAY = 86_400;
  private static final long MICROS_PER_DAY = SECONDS_PER_DAY * MICROS_PER_SECOND;

  private final ZoneRules rules;
  private final ThreadLocal<Utf8Buffer> buffers = ThreadLocal.withInitial(Utf8Buffer::new);

  /** That of the payment before; the next one is mostly in it, too. */
  private volatile Span last;

  /**
   * A time between two changes of the clocks.
   *
   * @param from its first second, counted from the epoch
   * @param to the first second after it
   * @param offset seconds that the clocks are ahead of UTC
   */
  private record Span(long from, long to, int offset) {}

  LocalClock(ZoneId zone) {
    rules = zone.getRules();
    last = span(0);
  }

  /**
   * The date.
   *
   * @param micros microseconds since the epoch
   * @return days since 1970-01-01
   */
  long day(long micros) {
    return Math.floorDiv(micros + offset(micros) * MICROS_PER_SECOND, MICROS_PER_DAY);
  }

  /**
   * The time as ISO-8601 with the offset, such as {@code 2026-10-25T02:30:00+01:00}; with six
   * digits of the second where it is not whole.
   *
   * @param micros microseconds since the epoch, in the years 0 to 9999
   * @return ASCII, in an array of its own
   */
  byte[] text(long micros) {
    int offset = offset(micros);
    long second = Math.floorDiv(micros, MICROS_PER_SECOND) + offset;
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_PER_DAY));
    int ofDay = Math.floorMod(second, SECONDS_PER_DAY);
    int fraction = (int) Math.floorMod(micros, MICROS_PER_SECOND);
    Utf8Buffer text = buffers.get().clear();
    text.padded(date.getYear(), 4).raw('-').padded(date.getMonthValue(), 2);
    text.raw('-').padded(date.getDayOfMonth(), 2).raw('T').padded(ofDay / 3600, 2);
    text.raw(':').padded(ofDay / 60 % 60, 2).raw(':').padded(ofDay % 60, 2);
    if (fraction != 0) {
      text.raw('.').padded(fraction, 6);
    }
    int minutes = Math.abs(offset) / 60;
    text.raw(offset < 0 ? '-' : '+').padded(minutes / 60, 2).raw(':').padded(minutes % 60, 2);
    return text.toBytes();
  }

  /** Seconds that the clocks are ahead of UTC. */
  private int offset(long micros) {
    long second = Math.floorDiv(micros, MICROS_PER_SECOND);
    Span span = last;
    if (second < span.from() || second >= span.to()) {
      span = span(second);
      last = span;
    }
    return span.offset();
  }

  private Span span(long second) {
    Instant time = Instant.ofEpochSecond(second);
    ZoneOffsetTransition before = rules.previousTransition(time.plusSeconds(1));
    ZoneOffsetTransition next = rules.nextTransition(time);
    return new Span(
        before == null ? Long.MIN_VALUE : before.toEpochSecond(),
        next == null ? Long.MAX_VALUE : next.toEpochSecond(),
        rules.getOffset(time).getTotalSeconds());
  }
}
