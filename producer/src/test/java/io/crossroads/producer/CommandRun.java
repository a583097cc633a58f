package io.crossroads.producer;

import io.crossroads.cli.Commands;
import io.crossroads.cli.GracefulStop;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A command run in this virtual machine.
 *
 * @param code its exit code
 * @param out what it printed
 * @param messages what it said besides
 */
public record CommandRun(int code, String out, String messages) {

  /** Runs a command without a broker. */
  public static CommandRun of(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    PrintStream messageStream = new PrintStream(messages, true, StandardCharsets.UTF_8);
    PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream systemOut = System.out;
    PrintStream systemErr = System.err;
    System.setOut(outStream);
    System.setErr(messageStream);
    try {
      Main main = new Main(outStream, messageStream, new GracefulStop());
      int code = Commands.run(main, arguments);
      return new CommandRun(
          code, out.toString(StandardCharsets.UTF_8), messages.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(systemOut);
      System.setErr(systemErr);
    }
  }

  /** Runs a command with the test's broker. */
  public static CommandRun withBroker(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--bootstrap-servers=" + TestBroker.running().bootstrapServers());
    return of(all.toArray(String[]::new));
  }

  /** The run, if it ended well. */
  public CommandRun expectDone() {
    if (code != 0) {
      throw new AssertionError("exit code " + code + ": " + messages + out);
    }
    return this;
  }
}
