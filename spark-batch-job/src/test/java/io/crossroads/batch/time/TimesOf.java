package io.crossroads.batch.time;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Evidence of times that are written down in a test. */
final class TimesOf {

  private TimesOf() {}

  /** The evidence that reading them leaves, whatever format the reader began with. */
  static Evidence evidence(TimeFormat guess, Stream<String> values) {
    Evidence evidence = new Evidence();
    TimeReader parser = guess.reader(ZoneOffset.UTC, (byte) ';', evidence);
    values.forEach(
        value -> {
          byte[] bytes = padded(value);
          int length = bytes.length - PADDING;
          if (parser.parse(bytes, 0, length) != TimeReader.INVALID) {
            parser.seen(bytes, 0);
          } else {
            parser.unread(bytes, 0, length);
          }
        });
    return evidence;
  }

  static TimeFormat decide(Stream<String> values, KnownFormat... given)
      throws UnclearColumnException {
    return Recognition.decide(evidence(Recognition.ANY, values), List.of(given));
  }

  /**
   * What a column is read as: microseconds since 1970-01-01T00:00 of each value, null for one that
   * is rejected. Times with an offset are put into UTC.
   */
  static List<Long> read(List<String> values, String... given) throws UnclearColumnException {
    KnownFormat[] formats = Stream.of(given).map(TimesOf::known).toArray(KnownFormat[]::new);
    TimeFormat format = decide(values.stream(), formats);
    TimeReader reader = format.reader(ZoneOffset.UTC, (byte) ';', new Evidence());
    List<Long> read = new ArrayList<>();
    for (String value : values) {
      byte[] bytes = padded(value);
      long micros = reader.parse(bytes, 0, bytes.length - PADDING);
      read.add(micros == TimeReader.INVALID ? null : micros);
    }
    return read;
  }

  /** Microseconds since 1970-01-01T00:00. */
  static long micros(LocalDateTime time) {
    return time.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + time.getNano() / 1_000;
  }

  static KnownFormat known(String pattern) {
    return (KnownFormat) TimePattern.parse(pattern);
  }

  static byte[] padded(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    byte[] padded = java.util.Arrays.copyOf(bytes, bytes.length + PADDING);
    padded[bytes.length] = '\n';
    return padded;
  }

  private static final int PADDING = 32;
}
