package io.crossroads.batch.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StylesTest {

  private static final List<String> PATTERNS =
      List.of(
          "yyyy-MM-dd HH:mm",
          "yyyy-MM-dd HH:mm:ss",
          "yyyy/MM/dd'T'H:mm:ss.SSS",
          "dd.MM.yyyy HH:mm",
          "d.M.yyyy H.mm.ss",
          "d/M/yyyy HH.mm",
          "M/d/yyyy h:mm a",
          "MM-dd-yyyy hh:mm:ss a",
          "d/M/yy HH:mm",
          "MM/dd/yy HH:mm",
          "yy-MM-dd HH:mm:ss",
          "d MMM yyyy HH:mm",
          "dd-MMM-yy HH:mm:ss",
          "d MMMM yyyy h:mm a",
          "MMM d, yyyy HH:mm",
          "MMMM d yyyy, h:mm:ss a",
          "EEE, d MMM yyyy HH:mm:ss 'GMT'",
          "EEEE d MMMM yyyy HH:mm",
          "yyyyMMddHHmm",
          "yyyyMMddHHmmss",
          "yyyyMMdd'T'HHmmss",
          "yyyyMMdd HH:mm",
          "yyyyMMdd'T'HHmmss.SSS'Z'",
          "yyyyMMddHH",
          "yyyy-MM-dd HH:mm:ss 'UTC'",
          "yyyy-MM-dd HHmm");

  private static Map<String, Function<LocalDateTime, String>> styles() {
    Map<String, Function<LocalDateTime, String>> styles = new HashMap<>();
    for (String pattern : PATTERNS) {
      DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
      styles.put(pattern, formatter::format);
    }
    styles.put("a.m.", time -> half(time).replace("AM", "a.m.").replace("PM", "p.m."));
    styles.put("am", time -> half(time).replace(" AM", "am").replace(" PM", "pm"));
    styles.put("seconds", time -> "" + time.toEpochSecond(ZoneOffset.UTC));
    styles.put("millis", time -> "" + time.toInstant(ZoneOffset.UTC).toEpochMilli());
    styles.put("bare midnights", time -> withoutMidnight(time));
    styles.put("24:00", time -> with24(time));
    styles.put("east", time -> time.plusHours(2).format(iso()) + "+02:00");
    styles.put("west", time -> time.minusHours(5).format(iso()).substring(0, 16) + "-0500");
    return styles;
  }

  private static DateTimeFormatter iso() {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  }

  private static String half(LocalDateTime time) {
    return DateTimeFormatter.ofPattern("d/M/yyyy h:mm a", Locale.ENGLISH).format(time);
  }

  private static String withoutMidnight(LocalDateTime time) {
    String text = time.format(iso());
    return text.endsWith("00:00:00") ? text.substring(0, 10) : text;
  }

  private static String with24(LocalDateTime time) {
    boolean midnight = time.toLocalTime().toSecondOfDay() == 0;
    return midnight
        ? time.minusDays(1).format(iso()).substring(0, 10) + " 24:00:00"
        : time.format(iso());
  }

  @Test
  void everyColumnOfAKnownStyleIsReadExactlyOrRefused() {
    Random random = new Random(11);
    Map<String, Integer> read = new HashMap<>();
    for (int column = 0; column < 200; column++) {
      List<LocalDateTime> times = times(random);
      styles()
          .forEach(
              (name, style) -> {
                List<String> texts = times.stream().map(style).toList();
                try {
                  List<Long> actual = TimesOf.read(texts);
                  List<Long> expected = new ArrayList<>(expected(name, times));
                  if (name.equals("bare midnights")) {
                    // A single one, far from all other times, is rejected as any stray value.
                    int stray = actual.indexOf(null);
                    Collections.replaceAll(expected, stray < 0 ? null : expected.get(stray), null);
                  }
                  assertEquals(expected, actual, name + texts);
                  read.merge(name, 1, Integer::sum);
                } catch (UnclearColumnException e) {
                  read.merge(name, 0, Integer::sum);
                }
              });
    }
    for (String sure :
        List.of(
            "yyyy-MM-dd HH:mm",
            "d MMM yyyy HH:mm",
            "yyyyMMddHHmm",
            "east",
            "millis",
            "24:00",
            "EEE, d MMM yyyy HH:mm:ss 'GMT'",
            "yyyyMMdd'T'HHmmss.SSS'Z'")) {
      assertEquals(200, read.get(sure), sure);
    }
    read.forEach(
        (name, count) -> assertTrue(count > 40 || name.equals("yyyyMMddHH"), name + count));
  }

  private static List<LocalDateTime> times(Random random) {
    LocalDateTime time =
        LocalDateTime.of(2001 + random.nextInt(60), 1, 1, 0, 0).plusHours(random.nextInt(8760));
    int step = List.of(15, 60, 60, 60, 180, 1440, 10_000).get(random.nextInt(7));
    List<LocalDateTime> times = new ArrayList<>();
    for (int i = 1 + random.nextInt(400); i > 0; i--) {
      times.add(time);
      time = time.plusMinutes(step);
    }
    return times;
  }

  private static List<Long> expected(String style, List<LocalDateTime> times) {
    ChronoUnit unit = style.equals("yyyyMMddHH") ? ChronoUnit.HOURS : ChronoUnit.MINUTES;
    return times.stream().map(time -> TimesOf.micros(time.truncatedTo(unit))).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7.5.2021 8.09.10|2021-05-07T08:09:10|17.5.2021 8.09",
        "7 May 2021 08:09|2021-05-07T08:09|17 may 2021 08:09",
        "7. May 2021 08:09|2021-05-07T08:09|8. June 2021 08:09",
        "07-May-21 08:09:10|2021-05-07T08:09:10|08-JUN-21 08:09",
        "Friday, 7 May 2021 08:09:10 GMT|2021-05-07T08:09:10|Fri, 7 May 2021 00:00:00 GMT",
        "Sept. 7, 2021 8:09 p.m.|2021-09-07T20:09|May 7, 2021 12:00 a.m.",
        "202105070809|2021-05-07T08:09|202105072400",
        "20210507080910|2021-05-07T08:09:10|20210508080910",
        "20210507T080910|2021-05-07T08:09:10|20210508T0809",
        "20210507 08:09|2021-05-07T08:09|20210508 08:09:10",
        "20210507|2021-05-07T00:00|20210508",
        "1620374950|2021-05-07T08:09:10|1620374951",
        "1620374950.25|2021-05-07T08:09:10.250|1620374951.5",
        "1620374950250|2021-05-07T08:09:10.250|1620374951000",
        "07/05/2021, 08:09:10|2021-05-07T08:09:10|17/05/2021, 08:09:10",
        "2021-05-07 08:09:10 UTC|2021-05-07T08:09:10|2021-05-07 08:09:10.5 UTC",
        "2021-05-07 24:00|2021-05-08T00:00|2021-05-07 23:00",
        "17/5/40 08:09|2040-05-17T08:09|18/5/40 08:09"
      })
  void readsAStyle(String text, LocalDateTime expected, String alike)
      throws UnclearColumnException {
    assertEquals(TimesOf.micros(expected), TimesOf.read(List.of(text, alike)).get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "03/04/05|years of two digits can be read two ways",
        "13/03/24 00:00|24 March 2013 (yy/M/d HH:mm)",
        "2021050708|a year, month, day and hour; settle it with --date-format epoch-seconds",
        "44323.3396|Excel serial number",
        "44323|Excel serial number",
        "1620374950250000|is no date and time of a known form",
        "12345678901|is no date and time of a known form",
        "Thu, 7 May 2021 08:09|is no date and time of a known form",
        "7 Mai 2021 08:09|is no date and time of a known form",
        "7 Ma 2021 08:09|is no date and time of a known form",
        "31 June 2021 08:09|is no date and time of a known form",
        "20210231|is no date and time of a known form",
        "2021-05-07 08:09:10 CET|is no date and time of a known form",
        "2021-05-07 13:09 PM|is no date and time of a known form"
      })
  void refusesAStyle(String text, String why) {
    UnclearColumnException refused =
        assertThrows(UnclearColumnException.class, () -> TimesOf.read(List.of(text, text)));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2021-05-07 00:00:00",
        "2021-05-06 24:00:00",
        "2021-05-08,2021-05-09,2021-05-10,2021-05-11"
      })
  void aDateAloneIsNoMidnightIfMidnightIsWrittenOutOrDatesAbound(String more) {
    List<String> values =
        Stream.concat(
                Stream.of("2021-05-07", "2021-05-07 22:00:00", "2021-05-07 23:00:00"),
                Stream.of(more.split(",")))
            .toList();
    UnclearColumnException refused =
        assertThrows(UnclearColumnException.class, () -> TimesOf.read(values));
    assertTrue(refused.getMessage().contains("--date-format"), refused.getMessage());
  }

  @Test
  void aDateAloneAmongTimesOfTheDayIsNotGuessed() {
    assertThrows(
        UnclearColumnException.class,
        () -> TimesOf.read(List.of("2021-05-07", "2021-05-07 12:00", "2021-05-07 13:00")));
  }

  @Test
  void aDateAloneIsMidnightAmongHoursThatLackIt() throws UnclearColumnException {
    long midnight = TimesOf.micros(LocalDateTime.of(2021, 5, 7, 0, 0));
    assertEquals(
        List.of(midnight, midnight + 82_800_000_000L),
        TimesOf.read(List.of("2021-05-07", "2021-05-07 23:00")));
  }
}
