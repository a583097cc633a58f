package io.crossroads.batch.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which columns make a row, how their numbers are read, and which file fails as a whole. */
class ColumnsTest {

  @TempDir private Path folder;

  private Conversion conversion() throws IOException {
    return new Conversion(folder);
  }

  private FileOutcome convert(String text) throws IOException {
    return conversion().file("a.csv", text.getBytes(StandardCharsets.UTF_8)).runOne();
  }

  /** A column of counts, cells divided by bars, each in a line of its own. */
  private static String counts(String cells) {
    StringBuilder file = new StringBuilder("DateTime;Junction;Vehicles;ID\n");
    int line = 0;
    for (String cell : cells.split("\\|")) {
      file.append("2024-03-").append(10 + line / 24).append(' ').append(line % 24).append(":00;1;");
      file.append(cell).append(';').append(++line).append('\n');
    }
    return file.toString();
  }

  private List<Long> vehicles() throws IOException {
    return conversion().rows("a.parquet").stream().map(row -> row.get(2)).toList();
  }

  private List<String> times() throws IOException {
    return conversion().rows("a.parquet").stream()
        .map(row -> LocalDateTime.ofEpochSecond(row.get(0) / 1_000_000, 0, ZoneOffset.UTC))
        .map(LocalDateTime::toString)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "1.000|1.234|987|2.000|45                > 1000 1234 987 2000 45",
        "1.000.000|2.500.000                     > 1000000 2500000",
        "1.234,00|987,0|2.000,00                 > 1234 987 2000",
        "15.0|12.0|9.0                           > 15 12 9",
        "15,0|12,0|9                             > 15 12 9",
        "1,234.0|987.0|2,000.0                   > 1234 987 2000",
        "'12,345|987|1,000'                      > 12345 987 1000",
        "1 234|987|12 345                        > 1234 987 12345",
        "1\u00A0234|987|12\u00A0345              > 1234 987 12345",
        "1\u202F234|987                          > 1234 987",
        "1'234|987|12'345'678                    > 1234 987 12345678",
        "1\u2019234|987                          > 1234 987",
        "0.0|1.000|7.0|12.0|3.0                  > 0 1 7 12 3",
        "0007|+12|3                              > 7 12 3"
      })
  void aColumnOfNumbersIsReadInOneWay(String cells, String expected) throws IOException {
    FileOutcome outcome = convert(counts(unquoted(cells)));
    assertEquals("", outcome.failure().orElse(""));
    assertEquals(Arrays.stream(expected.split(" ")).map(Long::valueOf).toList(), vehicles(), cells);
  }

  private static String unquoted(String cells) {
    return cells.startsWith("'") && cells.endsWith("'")
        ? cells.substring(1, cells.length() - 1)
        : cells;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "1.000|2.000|3.000           > can be read two ways: '1.000' is 1000",
        "1,000|2,000                 > can be read two ways: '1,000' is 1000",
        "15.000|12.000|987           > can be read two ways: '15.000' is 15000",
        "12.345|54.321|10.101        > can be read two ways: '12.345' is 12345",
        "1.234|1,234|5|6             > are written in two ways",
        "1.234|1 234|5|6             > are written in two ways",
        "1.5|2.25|1.234|3.456|7.125  > are written in two ways"
      })
  void whatCanBeReadTwoWaysIsRefusedWithTheRemedy(String cells, String why) throws IOException {
    FileOutcome outcome = convert(counts(cells));
    assertTrue(outcome.failure().orElse("").contains(why), outcome::toString);
    assertTrue(outcome.failure().orElse("").contains("--number-format"), outcome::toString);
    assertEquals(List.of(), conversion().outputNames());
  }

  @ParameterizedTest
  @CsvSource({"'1.234,5', 1000", "1234.5, 1"})
  void theFlagSettlesIt(String sample, long expected) throws IOException {
    FileOutcome outcome =
        conversion()
            .file("a.csv", counts("1.000|1.000").getBytes(StandardCharsets.UTF_8))
            .numberFormat(sample)
            .runOne();
    assertEquals("", outcome.failure().orElse(""));
    assertEquals(List.of(expected, expected), vehicles());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "1,23,456",
        "12.34",
        "1e3",
        "0x1F",
        "50%",
        "(12)",
        "\u221212",
        "12 cars",
        "1.2.3",
        "1234.567.890"
      })
  void whatIsNoWholeNumberOfTheColumnsStyleIsRejectedAndNeverGuessed(String cell)
      throws IOException {
    StringBuilder cells = new StringBuilder(cell);
    for (int i = 0; i < 200; i++) {
      cells.append('|').append(i);
    }
    FileOutcome outcome = convert(counts(cells.toString()));
    assertEquals("", outcome.failure().orElse(""), cell);
    assertEquals(200, outcome.rows(), cell);
    assertEquals(1, outcome.rejected(), cell);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "Date,Hour;2024-05-17,0;2024-05-17,13                 > 2024-05-17T00:00 2024-05-17T13:00",
        "Date,Hour;17.05.2024,1;17.05.2024,24                 > 2024-05-17T01:00 2024-05-18T00:00",
        "Date,Time;2024-03-05,07:00;2024-03-05,7:15           > 2024-03-05T07:00 2024-03-05T07:15",
        "Date,Time;2024-03-05,7:00 AM;2024-03-05,7:15 PM      > 2024-03-05T07:00 2024-03-05T19:15",
        "Date,HHMM;2024-03-05,30;2024-03-05,2330              > 2024-03-05T00:30 2024-03-05T23:30",
        "Date,Time;2024-03-05,0;2024-03-05,100;2024-03-05,45  > 2024-03-05T00:00 2024-03-05T00:45 2024-03-05T01:00",
        "Year,Month,Day,Hour;2024,3,5,7;2024,3,5,8.0          > 2024-03-05T07:00 2024-03-05T08:00",
        "Year,Month,Day,Hour,Minute;2024,12,31,23,45          > 2024-12-31T23:45",
        "DateTime,Date,Time;2024-03-13 07:00,2024-03-13,07:00 > 2024-03-13T07:00"
      })
  void columnsThatMakeATimeTogetherArePutTogether(String lines, String expected)
      throws IOException {
    FileOutcome outcome = convert(withRest(lines));
    assertEquals("", outcome.failure().orElse(""));
    assertEquals(List.of(expected.split(" ")), times());
  }

  /** Adds the other columns to each line. */
  private static String withRest(String lines) {
    List<String> all = List.of(lines.split(";"));
    return all.get(0)
        + ",Junction,Vehicles,ID\n"
        + all.stream().skip(1).map(line -> line + ",1,5,7\n").collect(Collectors.joining());
  }

  @Test
  void datesAloneBesideHoursAreNotAllMidnights() throws IOException {
    FileOutcome outcome =
        convert("DateTime,Hour,Junction,Vehicles,ID\n2024-05-17,0,1,5,1\n2024-05-17,1,1,5,2\n");
    assertTrue(outcome.failure().orElse("").contains("column 'Hour'"), outcome::toString);
  }

  @Test
  void aFileWithoutARowFailsAndLeavesTheEarlierObject() throws IOException {
    convert(counts("1|2|3"));
    FileOutcome outcome = convert(counts("1|2|3").replace(";1;", ";A1;"));

    String why = outcome.failure().orElse("");
    assertTrue(why.contains("none of its 3 lines gives a row (wrong_type 3)"), why);
    assertTrue(why.contains("a.rejected.csv"), why);
    assertEquals(List.of(1L, 2L, 3L), vehicles());
  }

  @Test
  void aFileWithTooManyRejectedLinesFailsAndAFewAreLetPass() throws IOException {
    byte[] file = counts("x|x|1|2|3|4|5|6|7|8").getBytes(StandardCharsets.UTF_8);
    FileOutcome failed = conversion().file("a.csv", file).maxRejectedShare(0.1).runOne();
    String why = failed.failure().orElse("");
    assertTrue(why.contains("2 of its 10 lines are rejected (wrong_type 2)"), why);
    assertTrue(why.contains("--max-rejected-share"), why);

    FileOutcome passed = conversion().file("a.csv", file).maxRejectedShare(0.2).runOne();
    assertEquals("", passed.failure().orElse(""));
    assertEquals(8, passed.rows());
  }
}
