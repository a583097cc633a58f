package io.crossroads.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class CommandsTest {

  private final StringWriter printed = new StringWriter();

  @Command(name = "try", mixinStandardHelpOptions = true)
  static class Try implements Runnable {
    @Option(names = "--wanted-rate", defaultValue = "1")
    double rate;

    @Override
    public void run() {
      if (rate < 0) {
        throw new CommandFailure("rate must not be negative, not " + rate);
      }
      if (rate == 50) {
        throw new ServiceConfigurationError("plugins/parking.jar: build it again");
      }
      if (rate > 100) {
        throw new IllegalStateException("a defect");
      }
    }
  }

  private int run(Try command, Map<String, String> environment, String... arguments) {
    CommandLine line = Commands.line(command, environment);
    line.setErr(new PrintWriter(printed));
    line.setOut(new PrintWriter(printed));
    return Commands.run(line, environment, arguments);
  }

  @Test
  void aFlagComesBeforeTheEnvironmentAndThatBeforeTheDefault() {
    Map<String, String> environment = Map.of("CROSSROADS_WANTED_RATE", "2");
    Try command = new Try();

    assertEquals(0, run(command, environment, "--wanted-rate", "3"));
    assertEquals(3, command.rate);
    assertEquals(0, run(command, environment));
    assertEquals(2, command.rate);
    assertEquals(0, run(command, Map.of()));
    assertEquals(1, command.rate);
  }

  @Test
  void aFailureIsOneLineAndExitCodeOne() {
    assertEquals(1, run(new Try(), Map.of(), "--wanted-rate=-1"));
    assertEquals("error: rate must not be negative, not -1.0\n", printed.toString());
  }

  @Test
  void aPartThatWasPutBesideThePlatformAndCannotBeUsedIsOneLineToo() {
    assertEquals(1, run(new Try(), Map.of(), "--wanted-rate=50"));
    assertEquals("error: plugins/parking.jar: build it again\n", printed.toString());
  }

  @Test
  void aDefectShowsItsStackTrace() {
    assertEquals(1, run(new Try(), Map.of(), "--wanted-rate=101"));
    assertTrue(printed.toString().contains("CommandsTest"), printed.toString());
  }

  @Test
  void debuggingShowsTheStackTraceOfAnExplainedFailure() {
    assertEquals(1, run(new Try(), Map.of(Commands.DEBUG_VARIABLE, "1"), "--wanted-rate=-1"));
    assertTrue(printed.toString().contains("CommandsTest"), printed.toString());
  }

  @Test
  void wrongUsageIsExitCodeTwoAndNamesTheValue() {
    assertEquals(2, run(new Try(), Map.of(), "--wanted-rate", "fast"));
    assertTrue(printed.toString().contains("'fast'"), printed.toString());
    assertFalse(printed.toString().contains("at io.crossroads"), printed.toString());
  }

  @Test
  void helpIsExitCodeZero() {
    assertEquals(0, run(new Try(), Map.of("CROSSROADS_HELP", "x"), "--help"));
    assertTrue(printed.toString().contains("--wanted-rate"), printed.toString());
  }

  @Test
  void usageShowsTheNameThatPeopleType() {
    assertEquals(0, run(new Try(), Map.of(Commands.NAME_VARIABLE, "bin/crossroads try"), "--help"));
    assertTrue(printed.toString().startsWith("Usage: bin/crossroads try "), printed.toString());
  }

  @Test
  void noMessageHoldsWhatATerminalObeys() {
    assertEquals(2, run(new Try(), Map.of(), "--wanted-rate", "\u001B[31mfast"));
    assertTrue(printed.toString().contains("'\\x1b[31mfast'"), printed.toString());
    assertFalse(printed.toString().contains("\u001B"), printed.toString());
  }
}
