package io.crossroads.batch.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times with and without an offset are never mixed, and hours that span are no offsets. */
class OffsetsTest {

  private static final String DAY = "2021-05-09 ";

  /** The hours of a day, each with an ending. */
  private static List<String> hours(int from, int to, String ending) {
    return IntStream.range(from, to)
        .mapToObj(hour -> String.format(Locale.ROOT, "%s%02d:00%s", DAY, hour, ending))
        .toList();
  }

  private static List<String> spans(int from, int to, int minutes) {
    return IntStream.range(from, to)
        .mapToObj(
            hour ->
                String.format(
                    Locale.ROOT,
                    "%s%02d:00-%02d:%02d",
                    DAY,
                    hour,
                    (hour + minutes / 60) % 24,
                    minutes % 60))
        .toList();
  }

  private static List<String> all(List<String> one, List<String> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("half with, half without", all(hours(0, 5, ""), hours(5, 10, "+02:00"))),
        Arguments.of("few with, few without", all(hours(0, 3, "Z"), hours(3, 5, ""))),
        Arguments.of("one of each", all(hours(0, 1, "Z"), hours(1, 2, ""))),
        Arguments.of("UTC in words and none", all(hours(0, 9, ""), hours(9, 12, " UTC"))),
        Arguments.of("a blank before the offset", all(hours(0, 9, ""), hours(9, 12, " +0200"))),
        Arguments.of("every hour of a day as a span", spans(0, 24, 60)),
        Arguments.of("one hour as a span", spans(7, 8, 60)),
        Arguments.of("the same span each day", List.of(DAY + "07:00-08:00", DAY + "07:00-08:00")),
        Arguments.of("half hours", spans(0, 12, 30)),
        Arguments.of("two hours", spans(6, 9, 120)),
        Arguments.of(
            "shifts", List.of(DAY + "06:00-14:00", DAY + "14:00-22:00", DAY + "22:00-06:00")),
        Arguments.of("the last hour", List.of(DAY + "23:00-00:00")),
        Arguments.of("hours before five with five hours west", hours(0, 5, "-05:00")),
        Arguments.of("farther west than any place", hours(14, 20, "-13:00")),
        Arguments.of(
            "three offsets",
            all(all(hours(8, 20, "-05:00"), hours(8, 20, "-06:00")), hours(8, 20, "-07:00"))),
        Arguments.of("blanks around the hyphen", List.of(DAY + "07:00 - 08:00")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refused(String what, List<String> values) {
    UnclearColumnException refused =
        assertThrows(UnclearColumnException.class, () -> TimesOf.read(values));
    assertTrue(refused.getMessage().contains("--date-format"), refused.getMessage());
    assertTrue(refused.getMessage().contains(DAY), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Z", "z", "+02:00", "+0200", "+02", " UTC", " GMT", " +0200", "-05:00", " -05:00", "-0330",
        "-12:00", "-00:00"
      })
  void oneOffsetAllDayIsRead(String ending) throws UnclearColumnException {
    String digits = ending.replaceAll("[^0-9]", "");
    int minutes =
        digits.isEmpty()
            ? 0
            : Integer.parseInt(digits.substring(0, 2)) * 60
                + (digits.length() > 2 ? Integer.parseInt(digits.substring(2)) : 0);
    LocalDateTime midnight =
        LocalDateTime.of(2021, 5, 9, 0, 0).plusMinutes(ending.contains("-") ? minutes : -minutes);
    if (ending.equals("-00:00")) {
      // No hour of the day ends at midnight but the last, so nothing speaks against a span.
      assertThrows(UnclearColumnException.class, () -> TimesOf.read(hours(0, 24, ending)));
      return;
    }
    assertEquals(
        IntStream.range(0, 24).mapToObj(h -> TimesOf.micros(midnight.plusHours(h))).toList(),
        TimesOf.read(hours(0, 24, ending)));
  }

  @Test
  void theHourThatIsTwiceInAutumnIsTwoHoursWithOffsets() throws UnclearColumnException {
    List<Long> times =
        TimesOf.read(
            List.of("2022-10-30 02:15+02:00", "2022-10-30 02:15+01:00", "2022-10-30 03:15+01:00"));
    LocalDateTime first = LocalDateTime.of(2022, 10, 30, 0, 15);
    assertEquals(
        List.of(
            TimesOf.micros(first),
            TimesOf.micros(first.plusHours(1)),
            TimesOf.micros(first.plusHours(2))),
        times);
  }

  @Test
  void theHourThatIsTwiceInAutumnStaysAsWrittenWithoutOffsets() throws UnclearColumnException {
    long time = TimesOf.micros(LocalDateTime.of(2022, 10, 30, 2, 15));
    assertEquals(
        List.of(time, time), TimesOf.read(List.of("2022-10-30 02:15", "2022-10-30 02:15")));
  }

  @Test
  void winterAndSummerWestOfUtcAreRead() throws UnclearColumnException {
    List<String> values = all(hours(0, 24, "-05:00"), hours(0, 24, "-04:00"));
    List<Long> times = TimesOf.read(values);
    assertEquals(TimesOf.micros(LocalDateTime.of(2021, 5, 9, 5, 0)), times.get(0));
    assertEquals(TimesOf.micros(LocalDateTime.of(2021, 5, 9, 4, 0)), times.get(24));
  }

  @Test
  void aSingleValueOfTheOtherKindIsRejected() throws UnclearColumnException {
    List<String> local = all(hours(0, 20, ""), hours(20, 21, "Z"));
    List<String> zoned = all(hours(0, 20, "+01:00"), hours(20, 21, ""));
    for (List<String> values : List.of(local, zoned)) {
      List<Long> times = new ArrayList<>(TimesOf.read(values));
      assertEquals(null, times.remove(20));
      assertTrue(times.stream().allMatch(time -> time != null));
    }
  }

  @Test
  void aFormatThatIsGivenRejectsTheOtherKind() throws UnclearColumnException {
    List<String> values = all(hours(0, 2, ""), hours(2, 5, "+02:00"));
    long midnight = TimesOf.micros(LocalDateTime.of(2021, 5, 9, 0, 0));
    List<Long> local = TimesOf.read(values, "yyyy-MM-dd HH:mm");
    List<Long> zoned = TimesOf.read(values, "yyyy-MM-dd HH:mmXXX");
    assertEquals(List.of(midnight, midnight + 3_600_000_000L), local.subList(0, 2));
    assertEquals(midnight, zoned.get(2));
    assertEquals(3, local.stream().filter(time -> time == null).count());
    assertEquals(2, zoned.stream().filter(time -> time == null).count());
  }

  @Test
  void aFormatThatIsGivenMakesAnOffsetOfWhatMayBeASpan() throws UnclearColumnException {
    long time = TimesOf.micros(LocalDateTime.of(2021, 5, 9, 15, 0));
    assertEquals(List.of(time), TimesOf.read(List.of(DAY + "07:00-08:00"), "yyyy-MM-dd HH:mmXXX"));
    assertThrows(
        UnclearColumnException.class,
        () -> TimesOf.read(List.of(DAY + "07:00-08:00"), "yyyy-MM-dd HH:mm"));
  }
}
