package io.crossroads.cli;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParseResult;

/**
 * Runs a command line the way every Crossroads command runs: options from flags, then the
 * environment, then defaults; exit code 0 for done, 1 for failed, 2 for wrong usage.
 */
public final class Commands {

  /** Set to anything to see the stack trace of a failure. */
  public static final String DEBUG_VARIABLE = "CROSSROADS_DEBUG";

  private Commands() {}

  /**
   * Runs a picocli command with the environment of this process.
   *
   * @return the exit code
   */
  public static int run(Object command, String... arguments) {
    return line(command, System.getenv()).execute(arguments);
  }

  static CommandLine line(Object command, Map<String, String> environment) {
    CommandLine line = new CommandLine(command);
    line.setDefaultValueProvider(new EnvironmentDefaults(environment));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setExecutionExceptionHandler(
        (failure, failed, parsed) -> report(failure, failed, parsed, environment));
    return line;
  }

  private static int report(
      Exception failure, CommandLine line, ParseResult parsed, Map<String, String> environment) {
    PrintWriter err = line.getErr();
    boolean explained = failure instanceof CommandFailure;
    err.println("error: " + (explained ? failure.getMessage() : failure.toString()));
    if (!explained || environment.containsKey(DEBUG_VARIABLE)) {
      failure.printStackTrace(err);
    }
    err.flush();
    return ExitCode.SOFTWARE;
  }
}
