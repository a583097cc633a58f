package io.crossroads.producer;

import io.crossroads.cli.BuiltVersion;
import io.crossroads.cli.Console;
import io.crossroads.cli.GracefulStop;
import io.crossroads.producer.consume.ConsumeCommand;
import io.crossroads.producer.history.GenerateHistoryCommand;
import io.crossroads.producer.reference.ReferenceCommand;
import io.crossroads.producer.send.ProduceCommand;
import io.crossroads.producer.send.ReplayCommand;
import io.crossroads.producer.topics.TopicsCommand;
import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** Everything that speaks to Kafka from outside the jobs, and the generator of historical files. */
@Command(
    name = "crossroads",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = BuiltVersion.class,
    description = "Events for Crossroads: simulate, replay, look into topics.",
    footer = {
      "",
      "Every option can also be set in the environment: --bootstrap-servers as"
          + " CROSSROADS_BOOTSTRAP_SERVERS. Exit code 0: done, 1: failed, 2: wrong usage."
    },
    subcommands = {
      ProduceCommand.class,
      ReplayCommand.class,
      TopicsCommand.class,
      ConsumeCommand.class,
      PipelinesCommand.class,
      ReferenceCommand.class,
      GenerateHistoryCommand.class
    })
public final class Main extends Console {

  /** The commands, with what they share. */
  public Main(PrintStream out, PrintStream messages, GracefulStop stop) {
    super(out, messages, stop);
  }

  /** Runs one command; the JAR's entry point. */
  public static void main(String... arguments) {
    Console.main(Main::new, arguments);
  }
}
