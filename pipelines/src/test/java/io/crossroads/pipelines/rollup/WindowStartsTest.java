package io.crossroads.pipelines.rollup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WindowStartsTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private static long micros(String time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
  }

  private static String text(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }

  private static List<String> of(Window window, String time) {
    return Arrays.stream(new WindowStarts(window).of(micros(time)))
        .mapToObj(WindowStartsTest::text)
        .toList();
  }

  private static Window tumbling(Duration size, ZoneId zone) {
    return Window.tumbling(size, zone);
  }

  @Test
  void aWindowHoldsItsStartAndNotItsEnd() {
    Window minute = tumbling(Duration.ofMinutes(1), ZoneOffset.UTC);
    assertEquals(List.of("2026-03-01T10:00:00Z"), of(minute, "2026-03-01T10:00:00Z"));
    assertEquals(List.of("2026-03-01T10:00:00Z"), of(minute, "2026-03-01T10:00:59.999999Z"));
    assertEquals(List.of("2026-03-01T10:01:00Z"), of(minute, "2026-03-01T10:01:00Z"));
    assertEquals(List.of("1969-12-31T23:59:00Z"), of(minute, "1969-12-31T23:59:30Z"));
  }

  @Test
  void slidingWindowsOverlapAlsoAcrossMidnight() {
    Window window =
        Window.sliding(Duration.ofMinutes(1), Duration.ofSeconds(30), ZoneOffset.ofHours(1));
    assertEquals(
        List.of("2026-03-01T23:00:00Z", "2026-03-01T22:59:30Z"),
        of(window, "2026-03-01T23:00:10Z"));
  }

  @Test
  void aDayIsACalendarDayOfItsZoneWhateverItsLength() {
    Window day = tumbling(Duration.ofDays(1), PARIS);
    assertEquals(List.of("2026-03-28T23:00:00Z"), of(day, "2026-03-29T21:59:59Z"));
    assertEquals(List.of("2026-03-29T22:00:00Z"), of(day, "2026-03-29T22:00:00Z"));
    WindowStarts starts = new WindowStarts(day);
    assertEquals("2026-03-29T22:00:00Z", text(starts.end(micros("2026-03-28T23:00:00Z"))));
    assertEquals("2026-10-25T23:00:00Z", text(starts.end(micros("2026-10-24T22:00:00Z"))));
  }

  @Test
  void aWeekBeginsOnMonday() {
    Window week = tumbling(Duration.ofDays(7), ZoneOffset.UTC);
    assertEquals(List.of("2026-11-16T00:00:00Z"), of(week, "2026-11-22T23:59:59Z"));
    assertEquals(List.of("2026-11-23T00:00:00Z"), of(week, "2026-11-23T00:00:00Z"));
    assertEquals(List.of("1969-12-29T00:00:00Z"), of(week, "1970-01-01T00:00:00Z"));
  }

  @Test
  void theHourThatClocksShowTwiceIsTwoWindows() {
    Window hour = tumbling(Duration.ofHours(1), PARIS);
    assertEquals(List.of("2026-10-25T00:00:00Z"), of(hour, "2026-10-25T00:30:00Z"));
    assertEquals(List.of("2026-10-25T01:00:00Z"), of(hour, "2026-10-25T01:30:00Z"));
  }

  @Test
  void whatDoesNotDivideALongDayIsCutOffAtMidnight() {
    Window six = tumbling(Duration.ofHours(6), PARIS);
    WindowStarts starts = new WindowStarts(six);
    long last = micros("2026-10-25T22:00:00Z");
    assertEquals(List.of(text(last)), of(six, "2026-10-25T22:30:00Z"));
    assertEquals("2026-10-25T23:00:00Z", text(starts.end(last)));
    assertEquals(List.of("2026-10-25T23:00:00Z"), of(six, "2026-10-25T23:00:00Z"));
  }

  /** Over both changes of the clocks, with every kind of window. */
  @Test
  void eachTimeIsInExactlyTheWindowsWhoseStartAndEndAreAroundIt() {
    List<Window> windows =
        List.of(
            Window.sliding(Duration.ofHours(6), Duration.ofHours(2), PARIS),
            Window.sliding(Duration.ofHours(24), Duration.ofHours(6), PARIS),
            Window.sliding(Duration.ofDays(14), Duration.ofDays(7), PARIS),
            Window.sliding(Duration.ofMinutes(90), Duration.ofMinutes(30), PARIS),
            tumbling(Duration.ofHours(1), ZoneId.of("America/Sao_Paulo")));
    for (Window window : windows) {
      WindowStarts starts = new WindowStarts(window);
      for (String around : List.of("2026-03-29T00:00:00Z", "2018-11-04T00:00:00Z")) {
        TreeSet<Long> all = new TreeSet<>();
        long begin = micros(around) - 3L * 86_400_000_000L;
        for (long start = starts.of(begin)[starts.perEvent() - 1], i = 0; i < 400; i++) {
          all.add(start);
          start = starts.next(start);
        }
        for (long time = begin; time < begin + 6L * 86_400_000_000L; time += 437_000_000L) {
          long at = time;
          List<Long> expected =
              all.stream().filter(s -> s <= at && at < starts.end(s)).sorted().toList();
          long[] found = starts.of(time);
          Arrays.sort(found);
          assertEquals(expected, Arrays.stream(found).boxed().toList(), window + " " + text(time));
        }
        assertTrue(all.size() == 400);
      }
    }
  }

  @Test
  void windowsThatCannotBeginAtMidnightAreRefused() {
    var failure =
        assertThrows(
            IllegalArgumentException.class, () -> tumbling(Duration.ofMinutes(7), ZoneOffset.UTC));
    assertTrue(failure.getMessage().contains("PT7M"), failure.getMessage());
  }
}
