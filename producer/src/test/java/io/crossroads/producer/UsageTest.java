package io.crossroads.producer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "produce | name a pipeline with --pipeline",
        "produce --pipeline trafic | no pipeline 'trafic'; there are [traffic, logs,",
        "produce --pipeline traffic --rate 0 | '0' is no rate; write events a second, 0.001 to",
        "produce --pipeline traffic --rate fast | 'fast' is no rate",
        "produce --pipeline traffic --rate NaN | 'NaN' is no rate",
        "produce --pipeline traffic --invalid 2 | the share of invalid records must be 0 to 1",
        "produce --pipeline traffic --late 0.6 --duplicates 0.6 | together they may be at most 1",
        "produce --pipeline traffic --count 0 | --count must be at least 1, not 0",
        "produce --pipeline traffic --count 5 --duration 5s | --count or --duration, not both",
        "produce --pipeline traffic --duration 5 | '5' is no length of time; write 250ms, 30s",
        "produce --pipeline traffic --duration 0s | --duration must be longer than PT0S",
        "produce --pipeline traffic --step 1s | --step needs --start",
        "produce --pipeline traffic --start 1999-01-01T00:00:00Z | --start must be 2000-01-02",
        "produce --pipeline traffic --start 2025-01-01 | '2025-01-01'",
        "produce --pipeline traffic --rate max --start 2025-01-01T00:00:00Z | needs --step",
        "produce --pipeline traffic --json /no/such/folder/x | --json /no/such/folder/x is no file",
        "replay --topic t | FILE",
        "replay pom.xml | name a pipeline with --pipeline or a topic with --topic",
        "replay pom.xml --topic t --key-field id | name a pipeline with --pipeline",
        "replay pom.xml --pipeline traffic --key-field id | no field 'id'; there are",
        "topics | Missing required subcommand",
        "topics create | name a pipeline with --pipeline or a topic with --topic",
        "topics create --topic t --partitions 0 | must be at least 1, not 0",
        "consume --topic t --where a<1 | name a pipeline with --pipeline",
        "consume --pipeline traffic --where speed<1 | no field 'speed'; there are [sensor_id",
        "consume --pipeline traffic --where average_speed | is no comparison",
        "consume --pipeline traffic --where average_speed<1 --invalid-only | give one of them",
        "consume --pipeline traffic --from-beginning --from-offset 1 | mutually exclusive",
        "generate-history | --output",
        "generate-history --output target --gaps 0.9 | the share of gaps must be 0 to 0.5",
        "generate-history --output target --from 2025-01-02 --to 2025-01-01 | is before the first",
        "generate-history --output target --junctions 0 | at least 1 junction, not 0"
      })
  void wrongUsageIsExitCodeTwoAndSaysWhatIsAllowed(String arguments, String said) {
    CommandRun run = CommandRun.of(arguments.split(" "));
    assertEquals(2, run.code(), run.messages());
    assertTrue(run.messages().contains(said), run.messages());
    assertFalse(run.messages().contains("at io.crossroads"), run.messages());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "produce --help",
        "replay --help",
        "topics --help",
        "topics create --help",
        "topics list --help",
        "topics describe --help",
        "consume --help",
        "generate-history --help",
        "--version",
        "produce --version"
      })
  void everyCommandHelps(String arguments) {
    assertEquals(0, CommandRun.of(arguments.split(" ")).code());
  }

  @Test
  void aFileThatCannotBeReadIsNamed() {
    CommandRun run = CommandRun.of("replay", "--topic", "t", "no-such-file");
    assertEquals(1, run.code());
    assertTrue(run.messages().contains("cannot read no-such-file"), run.messages());
  }

  @Test
  void aFileOfSettingsThatCannotBeReadIsNamed() {
    CommandRun run = CommandRun.of("topics", "list", "--kafka-config", "no-such-file");
    assertEquals(1, run.code());
    assertTrue(run.messages().contains("no-such-file"), run.messages());
  }

  @Test
  void aSettingThatKafkaRefusesIsExplainedInItsWords(@TempDir Path folder) throws IOException {
    Path settings = Files.writeString(folder.resolve("client"), "security.protocol=NONSENSE");
    CommandRun run = CommandRun.of("topics", "list", "--kafka-config", settings.toString());
    assertEquals(1, run.code());
    assertTrue(run.messages().contains("NONSENSE"), run.messages());
    assertFalse(run.messages().contains("at io.crossroads"), run.messages());
  }

  @Test
  void anAddressThatIsNoneIsNotWaitedFor() {
    CommandRun run = CommandRun.of("topics", "list", "--bootstrap-servers", "nonsense");
    assertEquals(1, run.code());
    assertTrue(run.messages().contains("cannot use the broker at nonsense"), run.messages());
  }
}
