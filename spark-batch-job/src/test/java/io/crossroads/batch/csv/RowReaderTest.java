package io.crossroads.batch.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.batch.csv.Outcome.Rejected;
import io.crossroads.batch.time.DateOrder;
import io.crossroads.batch.time.KnownFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowReaderTest {

  private static final KnownFormat ISO = NaiveCsv.format(DateOrder.YEAR_FIRST, '-', " HH:mm");
  private static final String HEADING = "DateTime,Junction,Vehicles,ID\n";
  private static final String GOOD = "2015-11-01 00:00:00,1,15,20151101001";
  private static final List<Long> GOOD_ROW = List.of(1_446_336_000_000_000L, 1L, 15L, 20151101001L);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void randomFilesGiveTheRowsAndRejectsOfTheRulesWhereverTheyAreSplit(int seed) {
    Random random = new Random(seed);
    for (int file = 0; file < 20; file++) {
      KnownFormat format = randomFormat(random);
      char separator = ",;\t".charAt(random.nextInt(3));
      byte[] bytes = new RandomCsv(random, format, separator).file(1 + random.nextInt(25));
      Heading heading = Reading.heading(bytes);
      CsvLimits limits =
          random.nextBoolean()
              ? new CsvLimits(4096, 8192)
              : new CsvLimits(100, 101 + random.nextInt(200));
      Outcome expected = new NaiveCsv(heading, format, limits.recordBytes()).read(bytes);
      Reading reading = new Reading(bytes, heading, format, limits, 1 + random.nextInt(10));
      String what =
          String.format(
              Locale.ROOT,
              "seed %d, file %d:%n%s",
              seed,
              file,
              new String(bytes, StandardCharsets.UTF_8));
      assertSame(expected, reading.all(), what);
      for (int border = (int) heading.bytes() + 1; border <= bytes.length; border++) {
        assertSame(expected, reading.splitAt(border), "split at " + border + " of " + what);
      }
    }
  }

  @Test
  void aFileWithoutQuotesIsNeverReadTwice() {
    byte[] file = (HEADING + (GOOD + "\r\n\n").repeat(3) + GOOD).getBytes(StandardCharsets.UTF_8);
    Reading reading = new Reading(file, Reading.heading(file), ISO, new CsvLimits(50, 100), 10);
    for (int border = HEADING.length() + 1; border <= file.length; border++) {
      assertTrue(reading.joinsAt(border), "split at " + border);
    }
  }

  @Test
  void theRandomFilesHaveRowsAndEveryFault() {
    List<LineFault> faults = new ArrayList<>();
    int rows = 0;
    Random random = new Random(1);
    for (int file = 0; file < 200; file++) {
      byte[] bytes = new RandomCsv(random, ISO, ',').file(20);
      Outcome outcome = new NaiveCsv(Reading.heading(bytes), ISO, 100).read(bytes);
      rows += outcome.rows.size();
      outcome.rejected.forEach(rejected -> faults.add(rejected.fault()));
    }
    assertTrue(rows > 1000, rows + " rows");
    for (LineFault fault : LineFault.values()) {
      assertTrue(faults.contains(fault), fault + " is not among the faults");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2015-11-01 00:00:00,1,15|WRONG_COLUMNS|",
        "2015-11-01 00:00:00,1,15,1,2|WRONG_COLUMNS|",
        "2015-13-01 00:00:00,1,15,1|BAD_TIME|date_time",
        "2015-02-29 00:00:00,1,15,1|BAD_TIME|date_time",
        "2015-11-01 24:00:01,1,15,1|BAD_TIME|date_time",
        "2015-11-01 00:00:00Z,1,15,1|BAD_TIME|date_time",
        "2015-11-01 00:00:00+01:00,1,15,1|BAD_TIME|date_time",
        "2015-11-01 00:00:00 UTC,1,15,1|BAD_TIME|date_time",
        "2015-11-01 00:00:60,1,15,1|BAD_TIME|date_time",
        "2015/11/01 00:00:00,1,15,1|BAD_TIME|date_time",
        "1999-12-31 23:59:59,1,15,1|BAD_TIME|date_time",
        "99999-01-01 00:00:00,1,15,1|BAD_TIME|date_time",
        ",1,15,1|MISSING|date_time",
        "2015-11-01 00:00:00, ,15,1|MISSING|junction",
        "2015-11-01 00:00:00,one,15,1|WRONG_TYPE|junction",
        "2015-11-01 00:00:00,1,15.5,1|WRONG_TYPE|vehicles",
        "2015-11-01 00:00:00,1,1e3,1|WRONG_TYPE|vehicles",
        "2015-11-01 00:00:00,1,NaN,1|WRONG_TYPE|vehicles",
        "2015-11-01 00:00:00,1,-1,1|OUT_OF_RANGE|vehicles",
        "2015-11-01 00:00:00,2147483648,1,1|OUT_OF_RANGE|junction",
        "2015-11-01 00:00:00,1,15,9223372036854775808|OUT_OF_RANGE|id",
        "2015-11-01 00:00:00,1,15,99999999999999999999999|OUT_OF_RANGE|id",
        "bad,bad,bad,bad|BAD_TIME|date_time",
        "\"2015-11-01 00:00:00,1,15,1|BAD_QUOTES|",
        "\"2015-11-01\"x,1,15,1|BAD_QUOTES|"
      })
  void aWrongLineIsRejectedWithItsNumberReasonColumnAndText(
      String line, LineFault fault, String column) {
    Outcome outcome = Reading.of(HEADING + GOOD + "\n\n" + line + "\n" + GOOD, ISO).all();

    assertEquals(List.of(GOOD_ROW, GOOD_ROW), outcome.rows);
    assertEquals(
        List.of(new Rejected(2, fault, column == null ? "" : column, line)), outcome.rejected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2015-11-01 00:00:00,1,15,20151101001",
        "2015-11-01 0:00,1,15,20151101001",
        "2015-11-1 00:00:00.000,01,15.0,+20151101001",
        " 2015-11-01 00:00:00 ,\t1,15 ,20151101001",
        "2015-10-31 24:00,1,15,20151101001",
        "\"2015-11-01 00:00:00,000\",1,15,20151101001",
        "\"2015-11-01 00:00:00\",\"1\",\"15\",\"20151101001\"",
        "2015-11-01 00:00:00,1,15,00000000000000000000020151101001"
      })
  void waysToWriteALineGiveTheSameRow(String line) {
    assertEquals(List.of(GOOD_ROW), Reading.of(HEADING + line, ISO).all().rows);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2015-11-01 00:00:00Z,1,15,20151101001",
        "2015-11-01 01:00:00+01:00,1,15,20151101001",
        "2015-11-01 01:00:00 +0100,1,15,20151101001",
        "2015-10-31 21:00:00-03,1,15,20151101001",
        "2015-11-01 00:00:00 UTC,1,15,20151101001",
        "\"2015-11-01 00:00:00.0 GMT\",1,15,20151101001",
        "2015-11-01 01:00:00,1,15,20151101001\n2015-11-01 00:00Z,1,15,20151101001"
      })
  void inAFileWithOffsetsOnlyTimesWithOffsetsAreRows(String lines) {
    KnownFormat zoned = NaiveCsv.format(DateOrder.YEAR_FIRST, '-', " HH:mmXXX");
    assertEquals(List.of(GOOD_ROW), Reading.of(HEADING + lines, zoned).all().rows);
  }

  @Test
  void aLineOfAnyLengthIsRejectedWithItsBeginning() {
    String longLine = GOOD + "x".repeat(3 << 20);
    Outcome outcome = Reading.of(HEADING + longLine + "\n" + GOOD + "\n", ISO).all();

    assertEquals(List.of(GOOD_ROW), outcome.rows);
    Rejected rejected = outcome.rejected.get(0);
    assertEquals(LineFault.TOO_LARGE, rejected.fault());
    assertEquals(longLine.substring(0, 64 << 10), rejected.text());
  }

  @Test
  void aStrayQuoteDoesNotSwallowTheRestOfTheFile() {
    String text = HEADING + "\"" + GOOD + "\n" + (GOOD + "\n").repeat(5000);
    Outcome outcome = Reading.of(text, ISO).all();

    assertEquals(5000, outcome.rows.size());
    assertEquals(LineFault.BAD_QUOTES, outcome.rejected.get(0).fault());
  }

  private static void assertSame(Outcome expected, Outcome actual, String what) {
    assertEquals(expected.rows, actual.rows, what);
    assertEquals(expected.rejected, actual.rejected, what);
  }

  private static KnownFormat randomFormat(Random random) {
    DateOrder order = DateOrder.values()[random.nextInt(3)];
    String[] times = {"", " HH:mm", "'T'HH:mm", " h:mm a", " HH:mmXXX", "'T'HH:mmXXX"};
    return NaiveCsv.format(
        order, "-/.".charAt(random.nextInt(3)), times[random.nextInt(times.length)]);
  }
}
