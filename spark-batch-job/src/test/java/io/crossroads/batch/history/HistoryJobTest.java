package io.crossroads.batch.history;

import static io.crossroads.batch.history.Conversion.HEADING;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.batch.csv.LineFault;
import io.crossroads.cli.CommandFailure;
import io.crossroads.testkit.LocalSpark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryJobTest {

  private static final long NOVEMBER = 1_446_336_000_000_000L; // 2015-11-01T00:00
  private static final long HOUR = 3_600_000_000L;
  private static final String SMALL =
      HEADING
          + "2015-11-01 01:00:00,2,7,20151101012\n"
          + "2015-11-01 00:00:00,2,6,20151101002\n"
          + "2015-11-01 00:00:00,1,15,20151101001\n";
  private static final List<List<Long>> SMALL_ROWS =
      List.of(
          List.of(NOVEMBER, 1L, 15L, 20151101001L),
          List.of(NOVEMBER, 2L, 6L, 20151101002L),
          List.of(NOVEMBER + HOUR, 2L, 7L, 20151101012L));

  private Conversion files;

  @TempDir private Path folder;

  @org.junit.jupiter.api.BeforeEach
  void begin() {
    files = new Conversion(folder);
  }

  @Test
  void anObjectHasTheColumnsAndTheOrderThatThePipelineDeclares() throws IOException {
    FileOutcome outcome = files.file("traffic_1.csv", SMALL).runOne();

    assertEquals("traffic_1.parquet", outcome.output());
    assertEquals(3, outcome.rows());
    assertEquals(0, outcome.rejected());
    assertEquals(SMALL_ROWS, files.rows("traffic_1.parquet"));
    assertEquals(List.of("traffic_1.parquet"), files.outputNames());
  }

  @Test
  void sparkReadsTimesWithoutZoneAndSkipsByStatistics() throws IOException {
    files.file("traffic_1.csv", SMALL).run();
    Dataset<Row> rows = LocalSpark.session().read().parquet(files.output().toString());

    assertEquals(
        "struct<date_time:timestamp_ntz,junction:int,vehicles:int,id:bigint>",
        rows.schema().catalogString());
    assertEquals(
        List.of("2015-11-01T01:00"),
        rows
            .where("junction = 2 AND date_time > timestamp_ntz'2015-11-01 00:30:00'")
            .collectAsList()
            .stream()
            .map(row -> row.getAs("date_time").toString())
            .toList());
  }

  @Test
  void everyCsvOfTheFolderIsConvertedAndNothingElse() throws IOException {
    Files.createDirectories(files.input().resolve("older.csv"));
    HistoryReport report =
        files
            .file("a.csv", SMALL)
            .file("b.CSV", SMALL)
            .gzip("c.csv.gz", SMALL)
            .gzip("d.CSV.GZ", SMALL)
            .file("notes.txt", "x")
            .file(".hidden.csv", "x")
            .file("_hidden.csv", "x")
            .file("a.rejected.csv", "x")
            .run();

    assertEquals(List.of("a.parquet", "b.parquet", "c.parquet", "d.parquet"), files.outputNames());
    assertEquals(List.of("notes.txt", "older.csv"), report.ignored());
    assertEquals(List.of(".hidden.csv", "_hidden.csv"), report.hidden());
    assertEquals(12, report.rows());
  }

  @Test
  void aFileOfAnyNameIsConvertedIfItIsTheInput() throws IOException {
    Conversion one = new Conversion(folder.resolve("one"));
    Files.delete(one.input());
    Files.writeString(one.input(), SMALL);

    assertEquals(3, one.run().rows());
    assertEquals(List.of("input.parquet"), one.outputNames());
  }

  @Test
  void anInputWithoutCsvIsAFailureThatNamesWhatIsThere() throws IOException {
    files.file("notes.txt", "x");
    assertEquals(
        "no *.csv or *.csv.gz in " + files.input() + ", only [notes.txt]",
        assertThrows(CommandFailure.class, files::run).getMessage());

    Conversion none = new Conversion(folder.resolve("none"));
    Files.delete(none.input());
    assertEquals(
        "no file or folder " + none.input(),
        assertThrows(CommandFailure.class, none::run).getMessage());
  }

  @Test
  void wrongLinesGoToAFileBesideTheObjectWithNumberReasonFieldAndText() throws IOException {
    FileOutcome outcome =
        files
            .file(
                "traffic_1.csv",
                SMALL + "\n2015-11-01 02:00:00,x,\"7\",1\n2015-11-31 00:00:00,1,2,3\n")
            .runOne();

    assertEquals(3, outcome.rows());
    assertEquals(Map.of(LineFault.WRONG_TYPE, 1L, LineFault.BAD_TIME, 1L), outcome.faults());
    assertEquals(
        List.of(
            "line,reason,field,text",
            "6,wrong_type,junction,\"2015-11-01 02:00:00,x,\"\"7\"\",1\"",
            "7,bad_time,date_time,\"2015-11-31 00:00:00,1,2,3\""),
        files.rejected("traffic_1.rejected.csv"));
  }

  @Test
  void aFileOfRejectedLinesThatIsNoLongerTrueIsRemoved() throws IOException {
    files.file("traffic_1.csv", SMALL + "wrong\n").run();
    assertEquals(List.of("traffic_1.parquet", "traffic_1.rejected.csv"), files.outputNames());

    files.file("traffic_1.csv", SMALL).run();
    assertEquals(List.of("traffic_1.parquet"), files.outputNames());
  }

  @Test
  void aSecondRunGivesTheSameBytes() throws IOException {
    files.file("traffic_1.csv", SMALL).run();
    byte[] first = Files.readAllBytes(files.output().resolve("traffic_1.parquet"));
    files.run();
    assertArrayEquals(first, Files.readAllBytes(files.output().resolve("traffic_1.parquet")));
  }

  @Test
  void aFailingFileLeavesTheOthersAndItsEarlierObject() throws IOException {
    files.file("a.csv", SMALL).file("b.csv", SMALL).run();
    byte[] before = Files.readAllBytes(files.output().resolve("a.parquet"));
    HistoryReport report = files.file("a.csv", "DateTime,Junction\n").file("c.csv", SMALL).run();

    assertEquals(List.of("a.csv"), report.failures().stream().map(FileOutcome::input).toList());
    assertTrue(
        report.failures().get(0).failure().orElseThrow().startsWith("no column 'vehicles'"),
        report.failures().toString());
    assertArrayEquals(before, Files.readAllBytes(files.output().resolve("a.parquet")));
    assertEquals(List.of("a.parquet", "b.parquet", "c.parquet"), files.outputNames());
  }

  @Test
  void twoFilesThatWouldBecomeOneObjectAreRefused() throws IOException {
    HistoryReport report = files.file("a.csv", SMALL).gzip("a.csv.gz", SMALL).run();

    assertEquals(2, report.failures().size());
    assertEquals(
        "it would become the same object as others: a.csv, a.csv.gz",
        report.failures().get(0).failure().orElseThrow());
    assertEquals(List.of(), files.outputNames());
  }

  @Test
  void aDamagedArchiveIsAFailureOfItsFile() throws IOException {
    String lines = SMALL.substring(HEADING.length()).repeat(20_000);
    files.gzip("a.csv.gz", HEADING + lines).file("b.csv", SMALL);
    Path file = files.input().resolve("a.csv.gz");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 20));
    HistoryReport report = files.run();

    assertEquals(
        List.of("EOFException: Unexpected end of input stream"),
        report.failures().stream().flatMap(failed -> failed.failure().stream()).toList());
    assertEquals(List.of("b.parquet"), files.outputNames());
  }

  @Test
  void anArchiveOfSeveralMembersIsReadToItsEnd() throws IOException {
    String more = SMALL.substring(HEADING.length());
    files.gzip("a.csv.gz", SMALL, more, more.repeat(20_000)).run();
    assertEquals(3 * 20_002, files.rows("a.parquet").size());
  }

  @Test
  void aHeadingAloneBecomesAnObjectWithoutRows() throws IOException {
    FileOutcome outcome = files.file("a.csv", HEADING).runOne();

    assertEquals(0, outcome.rows());
    assertEquals(List.of(), files.rows("a.parquet"));
    assertEquals(
        4, LocalSpark.session().read().parquet(files.output().toString()).columns().length);
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    assertEquals(
        "it is empty: not even a heading",
        files.file("a.csv", "").runOne().failure().orElseThrow());
  }

  @Test
  void utf16IsKnownByItsMarkAndOtherCharsetsBySaying() throws IOException {
    String text =
        SMALL.replace("ID", "ID,Straße").replace("\n", ",ä\n").replace("Straße,ä", "Straße");
    files
        .file("a.csv", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE))
        .file("b.csv", text.getBytes(StandardCharsets.UTF_16))
        .run();
    assertEquals(SMALL_ROWS, files.rows("a.parquet"));
    assertEquals(SMALL_ROWS, files.rows("b.parquet"));

    Conversion latin1 = new Conversion(folder.resolve("latin1"));
    latin1.file("c.csv", text.getBytes(StandardCharsets.ISO_8859_1));
    String why = latin1.runOne().failure().orElseThrow();
    assertTrue(why.contains("3 of 3 lines are not UTF-8: in ISO-8859-1 the first is"), why);
    assertTrue(why.contains("Straße'; if it reads well, run it with --charset ISO-8859-1"), why);
    latin1.charset(StandardCharsets.ISO_8859_1).run();
    assertEquals(SMALL_ROWS, latin1.rows("c.parquet"));
  }

  @Test
  void whatAFileIsDecidesItsContentAndNotItsName() throws IOException {
    files.gzip("packed.csv", SMALL).file("plain.csv.gz", SMALL).run();
    assertEquals(SMALL_ROWS, files.rows("packed.parquet"));
    assertEquals(SMALL_ROWS, files.rows("plain.parquet"));
  }

  @Test
  void utf16WithoutAMarkIsKnownByItsHeading() throws IOException {
    files
        .file("little.csv", SMALL.getBytes(StandardCharsets.UTF_16LE))
        .file("big.csv", SMALL.getBytes(StandardCharsets.UTF_16BE))
        .run();
    assertEquals(SMALL_ROWS, files.rows("little.parquet"));
    assertEquals(SMALL_ROWS, files.rows("big.parquet"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PK\003\004\033[31m | it is a ZIP archive or an Excel workbook",
        "BZh91AY&SY | it is packed with bzip2",
        "PAR1 | it is Parquet already",
        "<!DOCTYPE html> | it is a web page or XML"
      })
  void whatIsNoTextIsNamed(String beginning, String said) throws IOException {
    String why = files.file("a.csv", beginning).runOne().failure().orElseThrow();
    assertTrue(why.startsWith(said), why);
  }

  @Test
  void aTimeThatCanBeReadTwoWaysIsRefusedUntilTheFlagSettlesIt() throws IOException {
    files.file("a.csv", HEADING + "1/2/2015 00:00,1,2,3\n2/2/2015 00:00,1,2,3\n");
    String why = files.runOne().failure().orElseThrow();
    assertTrue(why.contains("--date-format \"d/M/yyyy HH:mm\""), why);
    assertEquals(List.of(), files.outputNames());

    files.dateFormats("M/d/yyyy HH:mm").run();
    assertEquals(
        List.of(1_420_156_800_000_000L, 1_422_835_200_000_000L),
        files.rows("a.parquet").stream().map(row -> row.get(0)).toList());
  }

  @Test
  void theAtomicFileDecidesIfItsBeginningDoesNot() throws IOException {
    String early = "2/11/2015 00:00,1,2,3\n".repeat(20_000);
    files
        .file("day.csv", HEADING + early + "30/11/2015 00:00,1,2,3\n".repeat(100))
        .file("month.csv", HEADING + early + "11/30/2015 00:00,1,2,3\n".repeat(100))
        .rangeBytes(100_000)
        .run();

    assertEquals(1_446_422_400_000_000L, files.rows("day.parquet").get(0).get(0));
    assertEquals(1_423_612_800_000_000L, files.rows("month.parquet").get(0).get(0));
  }

  @Test
  void theAtomicFileOverrulesItsBeginning() throws IOException {
    String stray = "13/1/2015 00:00,1,2,3\n" + "1/2/2015 00:00,1,2,3\n".repeat(400);
    String rest = "1/30/2015 00:00,1,2,3\n".repeat(30_000);
    FileOutcome outcome = files.file("a.csv", HEADING + stray + rest).runOne();

    assertEquals(List.of("M/d/yyyy HH:mm"), outcome.formats());
    assertEquals(30_400, outcome.rows());
    assertEquals(
        List.of("line,reason,field,text", "2,bad_time,date_time,\"13/1/2015 00:00,1,2,3\""),
        files.rejected("a.rejected.csv"));
  }

  @Test
  void aFileWithTwoOrdersOfDatesIsRefusedWhereverTheyAre() throws IOException {
    String one = "30/11/2015 00:00,1,2,3\n".repeat(30_000);
    String other = "11/30/2015 00:00,1,2,3\n".repeat(1_000);
    String why =
        files
            .file("a.csv", HEADING + one + other)
            .rangeBytes(50_000)
            .runOne()
            .failure()
            .orElseThrow();
    assertTrue(why.startsWith("its times are written in two ways: '30/11/2015 00:00'"), why);
  }

  @ParameterizedTest
  @ValueSource(longs = {100, 1_000, 20_000, 1 << 20})
  void howAFileIsCutMakesNoDifference(long rangeBytes) throws IOException {
    String lines =
        IntStream.range(0, 1500)
            .mapToObj(HistoryJobTest::oddLine)
            .collect(Collectors.joining("\n", HEADING.replace("ID", "ID,Note"), ""));
    files.file("a.csv", lines).rangeBytes(Long.MAX_VALUE).run();
    List<List<Long>> rows = files.rows("a.parquet");
    List<String> rejected = files.rejected("a.rejected.csv");
    assertEquals(1050, rows.size());

    files.rangeBytes(Math.max(rangeBytes, lines.length() / 200)).run();
    assertEquals(rows, files.rows("a.parquet"));
    assertEquals(rejected, files.rejected("a.rejected.csv"));
  }

  /** Lines out of order, with quoted line breaks that look like lines, and wrong ones. */
  private static String oddLine(int number) {
    String good =
        String.format(
            Locale.ROOT,
            "2015-11-%02d %02d:00,%d,%d,%d,",
            1 + number * 7 % 30,
            number % 24,
            number * 13 % 5,
            number % 90,
            number);
    return switch (number % 10) {
      case 3 -> good + "\"a\n" + good + "b\n\"\"" + good + "\"\"\"";
      case 5 -> "";
      case 6 -> good.replace(":00", "") + "x";
      case 7 -> good + "\"open";
      default -> good + "note";
    };
  }

  @Test
  void largeFilesInTheOrderOfTimeAreSortedBetweenTasksAndTiesKeepTheirOrder() throws IOException {
    int hours = 6_000;
    List<String> lines =
        IntStream.range(0, hours * 5).mapToObj(row -> line(row / 5, row % 5 / 2, row)).toList();
    files
        .file("a.csv", HEADING + String.join("\n", lines))
        .gzip("b.csv.gz", HEADING + String.join("\n", lines))
        .rangeBytes(50_000)
        .run();

    List<List<Long>> expected =
        IntStream.range(0, 3)
            .boxed()
            .flatMap(
                junction ->
                    IntStream.range(0, hours * 5)
                        .filter(row -> row % 5 / 2 == junction)
                        .mapToObj(row -> row(row / 5, junction, row)))
            .toList();
    assertEquals(expected, files.rows("a.parquet"));
    assertEquals(expected, files.rows("b.parquet"));
  }

  @Test
  void aLargeFileThatIsInOrderButForItsEndIsSortedToo() throws IOException {
    int hours = 20_000;
    String lines =
        IntStream.range(0, hours)
            .mapToObj(row -> line(row, 1, row))
            .collect(Collectors.joining("\n"));
    files.file("a.csv", HEADING + lines + "\n" + line(0, 0, 99) + "\n").rangeBytes(100_000).run();

    List<List<Long>> rows = files.rows("a.parquet");
    assertEquals(row(0, 0, 99), rows.get(0));
    assertEquals(
        IntStream.range(0, hours).mapToObj(row -> row(row, 1, row)).toList(),
        rows.subList(1, rows.size()));
  }

  @Test
  void whatADeadRunLeftIsRemovedAndNotWhatMayBeOfALiveOne() throws IOException {
    Instant now = Instant.now();
    Path silent = left("_history_staging-aa11-77-1700000000000-x", now.minus(1, ChronoUnit.HOURS));
    Path elsewhere = left("_history_staging-aa11-78-1700000000000-y", now);
    Path older = left("_history_staging", now.minus(1, ChronoUnit.HOURS));
    files.file("traffic_1.csv", SMALL).run();

    assertEquals(
        List.of(elsewhere.getFileName().toString(), "traffic_1.parquet"), files.outputNames());
    assertFalse(Files.exists(silent));
    assertFalse(Files.exists(older));
  }

  /** A folder with a part, which nothing has touched since. */
  private Path left(String name, Instant touched) throws IOException {
    Path run = files.output().resolve(name);
    Path part = Files.createDirectories(run.resolve("traffic_1")).resolve("part-00000-0-0");
    Files.writeString(part, "PAR1");
    for (Path path : List.of(part, part.getParent(), run)) {
      Files.setLastModifiedTime(path, FileTime.from(touched));
    }
    return run;
  }

  @Test
  void checksumsOfAnEarlierObjectDoNotSpoilTheNewOne() throws IOException {
    Files.createDirectories(files.output());
    Files.write(
        files.output().resolve(".traffic_1.parquet.crc"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    files.file("traffic_1.csv", SMALL).run();

    assertEquals(SMALL_ROWS, files.rows("traffic_1.parquet"));
  }

  @Test
  void variantsOfOneFileGiveTheSameRows() throws IOException {
    Map<String, String> variants =
        Map.of(
            "crlf", SMALL.replace("\n", "\r\n"),
            "mark", "\uFEFF" + SMALL,
            "quoted", SMALL.replaceAll("([^,\n]+)", "\"$1\""),
            "semicolons", SMALL.replace(',', ';'),
            "tabs", SMALL.replace(',', '\t'),
            "blanks", SMALL.replace("\n", "\n\n").replace(",", " , "),
            "unended", SMALL.stripTrailing());
    variants = new HashMap<>(variants);
    variants.put("bars", SMALL.replace(',', '|'));
    variants.put(
        "blanks before quotes", SMALL.replaceAll("([^,\n]+)", "\"$1\"").replace(",", ", "));
    variants.put("a comma more", SMALL.replace("\n", ",\n"));
    variants.put("a comma more in rows", SMALL.replace("\n", ",\n").replace("ID,", "ID"));
    variants.put("a comma more in the heading", SMALL.replace("ID", "ID,"));
    variants.put("commas more, crlf", SMALL.replace("\n", ",,, \r\n"));
    variants.put("comments", "# made by a counter\n// of \"a town\n; at 5 m\n\n" + SMALL);
    variants.put("heading as a comment", "# a, counter\n# " + SMALL);
    variants.put("carriage returns", SMALL.replace('\n', '\r'));
    variants.put("dos", SMALL.replace("\n", "\r\n") + '\u001A');
    variants.put("dos, unended", SMALL.stripTrailing() + '\u001A');
    variants.put("unseen blanks", SMALL.replace("Junction,", "\u00A0Junction\u200B,"));
    variants.put("2024-03-01T08:00:00 100% #1 [x] {a b}", SMALL);
    for (Map.Entry<String, String> variant : variants.entrySet()) {
      files.file(variant.getKey() + ".csv", variant.getValue());
    }
    HistoryReport report = files.run();

    assertEquals(List.of(), report.failures());
    for (String variant : variants.keySet()) {
      assertEquals(SMALL_ROWS, files.rows(variant + ".parquet"), variant);
    }
  }

  private static String line(int hour, int junction, int number) {
    return Stream.of(
            java.time.LocalDateTime.of(2015, 11, 1, 0, 0).plusHours(hour).toString(),
            Integer.toString(junction),
            Integer.toString(number % 100),
            Integer.toString(number))
        .collect(Collectors.joining(","));
  }

  private static List<Long> row(int hour, int junction, int number) {
    return List.of(NOVEMBER + hour * HOUR, (long) junction, (long) number % 100, (long) number);
  }
}
