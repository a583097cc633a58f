package io.crossroads.batch.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecognitionTest {

  private static final String DAY_FIRST = "d/M/yyyy HH:mm";
  private static final String MONTH_FIRST = "M/d/yyyy HH:mm";

  /** Every hour from 2015-11-01 on. */
  private static Stream<String> hours(String pattern, int count) {
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    return IntStream.range(0, count)
        .mapToObj(hour -> LocalDateTime.of(2015, 11, 1, 0, 0).plusHours(hour).format(formatter));
  }

  private static Stream<String> times(int count, String value) {
    return Collections.nCopies(count, value).stream();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yyyy-MM-dd HH:mm",
        "yyyy/MM/dd HH:mm",
        "yyyy.MM.dd'T'HH:mm",
        "yyyy-MM-dd",
        "d-M-yyyy HH:mm",
        "d.M.yyyy HH:mm",
        "d/M/yyyy",
        "M/d/yyyy'T'HH:mm",
        "M/d/yyyy h:mm a",
        "d-M-yyyy h:mm a"
      })
  void recognisesAFormatFromValues(String pattern) throws UnclearColumnException {
    assertEquals(pattern, TimesOf.decide(hours(pattern, 24 * 20)).pattern());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dd/MM/yyyy HH:mm:ss", "d/M/yyyy H:mm", "dd/MM/yyyy HH:mm:ss.SSSSSS"})
  void digitsAndSecondsMakeNoOtherFormat(String pattern) throws UnclearColumnException {
    assertEquals(DAY_FIRST, TimesOf.decide(hours(pattern, 24 * 20)).pattern());
  }

  @Test
  void evidenceIsTheSameWhateverTheGuess() throws UnclearColumnException {
    for (String guess : List.of(DAY_FIRST, MONTH_FIRST, "yyyy-MM-dd")) {
      Stream<String> values =
          Stream.concat(hours(MONTH_FIRST, 500), Stream.of("2015-11-01", "30/11/2015 00:00", "?"));
      Evidence evidence = TimesOf.evidence(TimesOf.known(guess), values);

      assertEquals(MONTH_FIRST, Recognition.decide(evidence, List.of()).pattern());
      assertEquals(1, evidence.count(TimesOf.known("yyyy-MM-dd")));
      assertEquals(500, evidence.count(TimesOf.known(MONTH_FIRST)));
      assertEquals("?", evidence.otherExample());
    }
  }

  @Test
  void evidenceOfPartsAddsUpToThatOfTheWhole() throws UnclearColumnException {
    Evidence sum = TimesOf.evidence(Recognition.ANY, hours(MONTH_FIRST, 24 * 10));
    assertThrows(UnclearColumnException.class, () -> Recognition.decide(sum, List.of()));

    sum.add(TimesOf.evidence(Recognition.ANY, hours(MONTH_FIRST, 24 * 30)));
    assertEquals(MONTH_FIRST, Recognition.decide(sum, List.of()).pattern());
  }

  @Test
  void refusesWhatCanBeReadTwoWaysAndShowsBoth() {
    UnclearColumnException refused =
        assertThrows(UnclearColumnException.class, () -> TimesOf.decide(hours(DAY_FIRST, 24 * 12)));

    assertEquals(
        "its times can be read two ways: '1/11/2015 00:00' is 1 November 2015 (d/M/yyyy HH:mm) or"
            + " 11 January 2015 (M/d/yyyy HH:mm), and 0 of 264 values tell which; settle it with"
            + " --date-format \"d/M/yyyy HH:mm\" or --date-format \"M/d/yyyy HH:mm\"",
        refused.getMessage());
  }

  @Test
  void daysThatEqualTheMonthNeedNoDecision() throws UnclearColumnException {
    assertEquals("d/M/yyyy", TimesOf.decide(Stream.of("1/1/2015", "2/2/2015")).pattern());
  }

  @Test
  void oneStrayLineDoesNotDecideAgainstThousands() {
    UnclearColumnException refused =
        assertThrows(
            UnclearColumnException.class,
            () ->
                TimesOf.decide(
                    Stream.concat(times(2000, "1/2/2015 00:00"), Stream.of("13/2/2015 00:00"))));
    assertEquals(
        true, refused.getMessage().contains("1 of 2001 values tell"), refused.getMessage());
  }

  @Test
  void oneLineInAThousandIsEnoughToDecide() throws UnclearColumnException {
    Stream<String> values = Stream.concat(times(900, "1/2/2015"), Stream.of("13/2/2015"));
    assertEquals("d/M/yyyy", TimesOf.decide(values).pattern());
  }

  @Test
  void strayLinesOfTheOtherOrderOrShapeAreLetPass() throws UnclearColumnException {
    Stream<String> values =
        Stream.of(hours(DAY_FIRST, 24 * 30), times(3, "11/30/2015 00:00"), times(3, "2015-11-30"))
            .flatMap(all -> all);
    assertEquals(DAY_FIRST, TimesOf.decide(values).pattern());
  }

  @Test
  void refusesTwoOrdersInOneFile() {
    UnclearColumnException refused =
        assertThrows(
            UnclearColumnException.class,
            () ->
                TimesOf.decide(
                    Stream.concat(times(500, "30/11/2015 00:00"), times(10, "11/30/2015 00:00"))));
    assertEquals(
        "its times are written in two ways: '30/11/2015 00:00' and alike 500 times, '11/30/2015"
            + " 00:00' and others 10 times; split the file, or name the right way with"
            + " --date-format to have the others rejected",
        refused.getMessage());
  }

  @Test
  void refusesTwoShapesInOneFile() {
    assertThrows(
        UnclearColumnException.class,
        () -> TimesOf.decide(Stream.concat(times(5, "2015-11-30"), times(5, "2015/11/30"))));
  }

  @Test
  void aSingleStrayValueAmongTenIsLetPassAndAmongFewIsNot() throws UnclearColumnException {
    assertEquals(
        "yyyy-MM-dd",
        TimesOf.decide(Stream.concat(times(9, "2015-11-30"), times(1, "2015/11/30"))).pattern());
    assertThrows(
        UnclearColumnException.class,
        () -> TimesOf.decide(Stream.concat(times(8, "2015-11-30"), times(1, "2015/11/30"))));
  }

  @Test
  void refusesWhatIsNoTime() {
    UnclearColumnException refused =
        assertThrows(UnclearColumnException.class, () -> TimesOf.decide(Stream.of("yesterday")));
    assertEquals(
        "'yesterday' is no date and time of a known form, such as [yyyy-MM-dd HH:mm, d-M-yyyy"
            + " HH:mm, M-d-yyyy HH:mm]; name its form with --date-format",
        refused.getMessage());
  }

  @Test
  void aGivenFormatSettlesIt() throws UnclearColumnException {
    KnownFormat monthFirst = TimesOf.known("M/d/yyyy");
    assertEquals(monthFirst, TimesOf.decide(times(50, "1/2/2015"), monthFirst));
  }

  @Test
  void ofSeveralGivenFormatsTheOneThatReadsMostIsTaken() throws UnclearColumnException {
    KnownFormat monthFirst = TimesOf.known("M/d/yyyy");
    KnownFormat yearFirst = TimesOf.known("yyyy-MM-dd");
    assertEquals(yearFirst, TimesOf.decide(times(9, "2015-11-30"), monthFirst, yearFirst));
    assertEquals(monthFirst, TimesOf.decide(times(9, "1/2/2015"), monthFirst, yearFirst));
  }

  @Test
  void refusesAFileThatNoGivenFormatReads() {
    UnclearColumnException refused =
        assertThrows(
            UnclearColumnException.class,
            () -> TimesOf.decide(times(9, "2015-11-30"), TimesOf.known(DAY_FIRST)));
    assertEquals(
        "no time in it is of the form that --date-format names, [d/M/yyyy HH:mm]; one is"
            + " '2015-11-30'",
        refused.getMessage());
  }
}
