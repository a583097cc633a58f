package io.crossroads.streaming.run;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The commands of the streaming job; public as the one thing that {@code Main} starts. */
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
public final class StreamingCommands {}
