package io.crossroads.streaming;

import io.crossroads.cli.Commands;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The streaming job: the words after the JAR's name say what it does. */
@Command(
    name = "spark-streaming-job",
    mixinStandardHelpOptions = true,
    description = "Spark jobs that follow a topic.",
    subcommands = {
      ArchiveCommand.class,
      SpeedCommand.class,
      StreamCommand.class,
      PositionCommand.class,
      HelpCommand.class
    })
public final class Main {

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(Commands.run(new Main(), arguments));
  }
}
