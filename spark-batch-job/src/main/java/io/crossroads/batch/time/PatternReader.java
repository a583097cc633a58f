package io.crossroads.batch.time;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;

/**
 * Reads times with a {@link DateTimeFormatter}: slower than {@link TimeParser}, and any pattern.
 */
final class PatternReader implements TimeReader {

  private final DateTimeFormatter formatter;
  private final ZoneId zone;
  private final byte separator;
  private final Evidence evidence;
  private int end;

  PatternReader(DateTimeFormatter formatter, ZoneId zone, byte separator, Evidence evidence) {
    this.formatter = formatter;
    this.zone = zone;
    this.separator = separator;
    this.evidence = evidence;
  }

  @Override
  public long parse(byte[] source, int from) {
    int to = from;
    while (source[to] >= ' ' && source[to] != separator && source[to] != '"') {
      to++;
    }
    return source[to] < 0 || source[to] == '"' ? INVALID : parse(source, from, to);
  }

  @Override
  public long parse(byte[] source, int from, int to) {
    end = to;
    String text = new String(source, from, to - from, StandardCharsets.UTF_8);
    try {
      LocalDateTime time = inZone(formatter.parse(text));
      return Math.addExact(
          Math.multiplyExact(time.toEpochSecond(ZoneOffset.UTC), 1_000_000L),
          time.getNano() / 1_000);
    } catch (DateTimeException | ArithmeticException e) {
      return INVALID;
    }
  }

  @Override
  public int end() {
    return end;
  }

  @Override
  public void seen(byte[] source, int from) {
    evidence.read();
  }

  @Override
  public void unread(byte[] source, int from, int to) {
    evidence.other(source, from, to);
  }

  /** The date and time as they are written; midnight if there is no time of day. */
  static LocalDateTime local(TemporalAccessor parsed) {
    LocalDate date = LocalDate.from(parsed);
    LocalTime time = parsed.query(TemporalQueries.localTime());
    if (time == null && parsed.isSupported(ChronoField.MINUTE_OF_HOUR)) {
      throw new DateTimeException("minutes without an hour of the day");
    }
    return date.atTime(time == null ? LocalTime.MIDNIGHT : time);
  }

  private LocalDateTime inZone(TemporalAccessor parsed) {
    LocalDateTime local = local(parsed);
    ZoneId written = parsed.query(TemporalQueries.zone());
    if (written == null) {
      return local;
    }
    if (parsed.isSupported(ChronoField.OFFSET_SECONDS)) {
      return LocalDateTime.ofInstant(
          local.toInstant(ZoneOffset.ofTotalSeconds(parsed.get(ChronoField.OFFSET_SECONDS))), zone);
    }
    if (written.getRules().getValidOffsets(local).size() != 1) {
      throw new DateTimeException(local + " is twice or never in " + written);
    }
    Instant instant = local.atZone(written).toInstant();
    return LocalDateTime.ofInstant(instant, zone);
  }
}
