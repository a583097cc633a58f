package io.crossroads.batch.time;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
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
