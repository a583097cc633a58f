package io.crossroads.producer.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.producer.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateHistoryCommandTest {

  private static final Path DATA = Path.of("..", "data");
  private static final String COMMAND = "bin/crossroads generate-history --output data ";

  @TempDir private Path folder;

  @Test
  void theCommandsInTheReadmeMakeTheFilesBesideItByteForByte() throws IOException {
    List<String> commands =
        Files.readAllLines(DATA.resolve("README.md")).stream()
            .filter(line -> line.startsWith(COMMAND))
            .map(line -> line.substring(COMMAND.length()))
            .toList();
    assertEquals(2, commands.size());
    for (String options : commands) {
      generate(options.split(" ")).expectDone();
    }
    List<Path> files;
    try (Stream<Path> made = Files.list(folder)) {
      files = made.toList();
    }
    assertEquals(2, files.size());
    for (Path file : files) {
      assertEquals(-1, Files.mismatch(file, DATA.resolve(file.getFileName())), file.toString());
    }
  }

  @Test
  void theTotalsAreThoseOfTheFile() throws IOException {
    CommandRun run = generate("--rows", "1000", "--gaps", "0.1", "--seed", "5").expectDone();
    List<String> lines = Files.readAllLines(folder.resolve("traffic_1.csv"));
    assertEquals(1_001, lines.size());
    long vehicles =
        lines.stream().skip(1).mapToLong(line -> Long.parseLong(line.split(",")[2])).sum();
    assertTrue(run.out().contains(": 1000 rows, 1 junctions, " + vehicles + " vehicles; left out"));
  }

  @Test
  void aFolderThatIsAFileIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    CommandRun run = CommandRun.of("generate-history", "--output", file.toString());
    assertEquals(1, run.code());
    assertTrue(run.messages().contains("cannot write " + file), run.messages());
  }

  private CommandRun generate(String... options) {
    List<String> arguments = new ArrayList<>(List.of("generate-history"));
    arguments.addAll(List.of("--output", folder.toString()));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray(String[]::new));
  }
}
