package io.crossroads.batch.time;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Formats that are recognised besides those of numbers with separators, each tried on a value by
 * itself. Where two of them read a value, both count.
 */
final class KnownPatterns {

  private static final long YEAR_2000 = 946_684_800_000_000L;

  /** Times of day that go with each date. */
  private static final List<String> CLOCKS =
      List.of(" H:mm", " H:mm:ss", " H:mm:ss.SSS", " h:mm a", " h:mm:ss a", "");

  private static final List<String> DATES =
      List.of(
          "d MMM yyyy",
          "d-MMM-yyyy",
          "d-MMM-yy",
          "d MMM yy",
          "d.MMM yyyy",
          "d MMMM yyyy",
          "MMM d, yyyy",
          "MMMM d, yyyy",
          "MMM d yyyy",
          "EEE d MMM yyyy",
          "EEE, d MMM yyyy",
          "EEEE, d MMMM yyyy",
          "EEEE, MMMM d, yyyy");

  private static final List<NamedTimeFormat> ALL = all();

  private final List<NamedTimeFormat.Reader> readers;

  /** Readers for one thread. */
  KnownPatterns() {
    // Which zone does not matter: they only tell whether they read a value.
    ZoneId zone = ZoneOffset.UTC;
    readers = ALL.stream().map(format -> format.reader(zone)).toList();
  }

  /** All formats, in a fixed order. */
  static List<NamedTimeFormat> formats() {
    return ALL;
  }

  /** Which of them read a text, by their place in the order. */
  IntStream reading(String text) {
    return IntStream.range(0, readers.size()).filter(place -> reads(place, text));
  }

  /** A number of this century is taken for a count from 1970, a smaller one is not. */
  private boolean reads(int place, String text) {
    long micros = readers.get(place).read(text);
    return micros != TimeParser.INVALID && (!ALL.get(place).isEpoch() || micros >= YEAR_2000);
  }

  private static List<NamedTimeFormat> all() {
    List<NamedTimeFormat> formats = new ArrayList<>();
    formats.add(NamedTimeFormat.EPOCH_SECONDS);
    formats.add(NamedTimeFormat.EPOCH_MILLIS);
    for (String digits :
        List.of(
            "yyyyMMddHH",
            "yyyyMMddHHmm",
            "yyyyMMddHHmmss",
            "yyyyMMdd'T'HHmm",
            "yyyyMMdd'T'HHmmss",
            "yyyyMMdd'T'HHmmssX",
            "yyyyMMdd HHmm",
            "yyyyMMdd HH:mm",
            "yyyyMMdd HH:mm:ss",
            "yyyyMMdd",
            "EEE MMM d HH:mm:ss yyyy",
            "EEE, d MMM yyyy HH:mm:ss z",
            "EEE, d MMM yyyy HH:mm:ss XX",
            "dd/MMM/yyyy:HH:mm:ss XX")) {
      formats.add(new NamedTimeFormat(digits));
    }
    for (String date : DATES) {
      for (String clock : CLOCKS) {
        formats.add(new NamedTimeFormat(date + clock));
      }
    }
    return List.copyOf(formats);
  }
}
