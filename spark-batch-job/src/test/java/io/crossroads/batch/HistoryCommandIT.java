package io.crossroads.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.batch.HistoryProcess.Ended;
import io.crossroads.embedded.TiedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCommandIT {

  private static final String HEADING = "DateTime,Junction,Vehicles,ID\n";

  private static final Duration LONGEST_RUN = Duration.ofMinutes(3);

  @TempDir private Path folder;
  private Path input;
  private Path output;
  private HistoryProcess history;

  @BeforeEach
  void begin() throws IOException {
    input = Files.createDirectory(folder.resolve("input"));
    output = folder.resolve("output");
    history = new HistoryProcess(folder);
  }

  private Ended run(String... more) throws InterruptedException {
    return history.run(
        Stream.concat(
                Stream.of("--input", input.toString(), "--output", output.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void tellsOfEachFileAndFailsAtTheEndIfOneFailed() throws Exception {
    Files.writeString(
        input.resolve("a.csv"),
        HEADING + "2015-11-01 00:00:00,1,15,1\n2015-11-31 00:00:00,x,1,1\n");
    Files.writeString(input.resolve("b.csv"), "DateTime,Junction,Vehicles\n");
    Ended ended = run();

    assertEquals(1, ended.exitCode(), ended.output());
    assertLine(
        ended,
        "a\\.csv -> a\\.parquet: 2 read = 1 rows \\+ 1 rejected, .* rows/s"
            + " \\(bad_time 1\\); times as yyyy-MM-dd HH:mm");
    assertLine(ended, "b\\.csv: NOT CONVERTED: no column 'id' .*");
    assertLine(ended, "1 of 2 files converted: 2 read = 1 rows \\+ 1 rejected, .*");
    assertLine(ended, "error: 1 not converted: b\\.csv \\(the same again fails the same way\\)");
    assertTrue(Files.exists(output.resolve("a.parquet")));
  }

  @Test
  void wrongUsageIsExitCodeTwoAndSaysWhatToWrite() throws Exception {
    Ended ended = run("--date-format", "dd.MM.bb");
    assertEquals(2, ended.exitCode(), ended.output());
    assertLine(
        ended, "--date-format \"dd\\.MM\\.bb\" is no pattern of .*: Unknown pattern letter: b; .*");

    Ended unknown = run("--pipeline", "nonesuch");
    assertEquals(2, unknown.exitCode(), unknown.output());
    assertLine(unknown, "no pipeline 'nonesuch'; there are \\[traffic, .*\\]");
  }

  @Test
  void whereverARunIsKilledTheObjectIsTheOldOneOrTheWholeNewOne() throws Exception {
    Path object = output.resolve("large.parquet");
    Path file = input.resolve("large.csv");
    Files.writeString(file, HEADING + "2015-11-01 00:00,1,15,1\n");
    assertEquals(0, run().exitCode());
    byte[] old = Files.readAllBytes(object);
    writeLarge(file);
    assertEquals(0, run().exitCode());
    byte[] whole = Files.readAllBytes(object);

    // The first is killed as it begins to write, when the object must still be the old one.
    for (int longest : new int[] {1, 300, 600, 900}) {
      Files.write(object, old);
      try (TiedProcess process =
          history.start("--input", input.toString(), "--output", output.toString())) {
        while (process.isAlive() && staged().isEmpty()) {
          Thread.sleep(5);
        }
        assertTrue(process.isAlive(), "it was done before it could be killed");
        Thread.sleep(new Random().nextInt(longest));
        process.kill();
      }
      byte[] left = Files.readAllBytes(object);
      assertTrue(
          Arrays.equals(old, left) || longest > 1 && Arrays.equals(whole, left),
          String.format(
              Locale.ROOT, "killed after at most %d ms, it left %d bytes", longest, left.length));
    }

    assertEquals(0, run().exitCode());
    assertArrayEquals(whole, Files.readAllBytes(object));
    try (Stream<Path> left = Files.list(output)) {
      assertEquals(List.of(object), left.toList());
    }
  }

  @Test
  void twoProcessesIntoOneOutputBothSucceed() throws Exception {
    writeLarge(input.resolve("large.csv"));
    String[] same = {"--input", input.toString(), "--output", output.toString()};
    try (TiedProcess first = history.start(same);
        TiedProcess second = history.start(same)) {
      assertEquals(0, first.await(LONGEST_RUN).orElseThrow());
      assertEquals(0, second.await(LONGEST_RUN).orElseThrow());
    }
    try (Stream<Path> left = Files.list(output)) {
      assertEquals(List.of(output.resolve("large.parquet")), left.toList());
    }
  }

  @Test
  void withoutAFolderForTheObjectsTheyGoToThePipelinesBucketInTheLake() throws Exception {
    Files.writeString(input.resolve("a.csv"), HEADING + "2015-11-01 00:00:00,1,15,1\n");
    String lake = "file:" + folder.resolve("lake");
    Ended ended = history.run("--input", input.toString(), "--lake", lake);
    assertEquals(0, ended.exitCode(), ended.output());
    assertTrue(Files.exists(folder.resolve("lake/traffic-batch-data/a.parquet")));

    Ended nowhere = history.run("--input", input.toString());
    assertEquals(2, nowhere.exitCode(), nowhere.output());
    assertLine(nowhere, "say where the objects go: --output=URI, or --lake=URI for all buckets");
  }

  @Test
  void anUnknownCharsetIsWrongUsageThatNamesIt() throws Exception {
    Ended ended = run("--charset", "latin-eins");
    assertEquals(2, ended.exitCode(), ended.output());
    assertLine(ended, "--charset: 'latin-eins' is no charset that this Java knows; .*");
  }

  /** The parts of objects, which a run makes when it begins to write. */
  private List<Path> staged() throws IOException {
    try (Stream<Path> files = Files.walk(output)) {
      return files.filter(file -> file.getFileName().toString().startsWith("part-")).toList();
    } catch (java.io.UncheckedIOException removedMeanwhile) {
      return List.of();
    }
  }

  /** Two million rows in no order, which take some seconds. */
  private static void writeLarge(Path file) throws IOException {
    StringBuilder lines = new StringBuilder(HEADING);
    for (int row = 0; row < 2_000_000; row++) {
      lines
          .append("2015-11-")
          .append(10 + row % 20)
          .append(" 00:00,")
          .append(row % 7)
          .append(',')
          .append(row % 100)
          .append(',')
          .append(row)
          .append('\n');
    }
    Files.writeString(file, lines);
  }

  private static void assertLine(Ended ended, String pattern) {
    assertTrue(
        ended.output().lines().anyMatch(line -> line.matches(pattern)),
        () -> "no line like " + pattern + " in:\n" + ended.output());
  }
}
