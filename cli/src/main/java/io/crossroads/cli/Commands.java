package io.crossroads.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.ServiceConfigurationError;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/**
 * Runs a command line the way every Crossroads command runs: options from flags, then the
 * environment, then defaults; exit code 0 for done, 1 for failed, 2 for wrong usage.
 */
public final class Commands {

  /** Set to anything to see the stack trace of a failure. */
  public static final String DEBUG_VARIABLE = "CROSSROADS_DEBUG";

  /** What people type before the name of a command, as of the launcher that runs it. */
  public static final String NAME_VARIABLE = "CROSSROADS_COMMAND";

  private Commands() {}

  /**
   * Runs a picocli command with the environment of this process.
   *
   * @return the exit code
   */
  public static int run(Object command, String... arguments) {
    return run(line(command, System.getenv()), System.getenv(), arguments);
  }

  /** A part that was put beside the platform and cannot be used is the same to every command. */
  static int run(CommandLine line, Map<String, String> environment, String... arguments) {
    try {
      return line.execute(arguments);
    } catch (ServiceConfigurationError unusable) {
      return report(unusable, line, environment);
    }
  }

  static CommandLine line(Object command, Map<String, String> environment) {
    CommandLine line = new CommandLine(command);
    line.setDefaultValueProvider(new EnvironmentDefaults(environment));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    String name = environment.get(NAME_VARIABLE);
    if (name != null) {
      line.setCommandName(name);
    }
    IParameterExceptionHandler usual = line.getParameterExceptionHandler();
    line.setParameterExceptionHandler(
        (failure, given) -> usual.handleParseException(visible(failure), given));
    line.setExecutionExceptionHandler(
        (failure, failed, parsed) -> report(failure, failed, environment));
    return line;
  }

  private static int report(Throwable failure, CommandLine line, Map<String, String> environment) {
    PrintWriter err = line.getErr();
    boolean explained =
        failure instanceof CommandFailure || failure instanceof ServiceConfigurationError;
    String message = explained ? failure.getMessage() : failure.toString();
    err.println("error: " + VisibleText.of(message));
    if (!explained || environment.containsKey(DEBUG_VARIABLE)) {
      failure.printStackTrace(err);
    }
    err.flush();
    return ExitCode.SOFTWARE;
  }

  /** The same failure, without what a terminal obeys. */
  private static ParameterException visible(ParameterException failure) {
    String message = failure.getMessage();
    if (message == null || message.equals(VisibleText.of(message))) {
      return failure;
    }
    return new ParameterException(failure.getCommandLine(), VisibleText.of(message), failure);
  }
}
