package io.crossroads.serving;

import io.crossroads.cli.BuiltVersion;
import io.crossroads.cli.Console;
import io.crossroads.cli.GracefulStop;
import io.crossroads.serving.ask.QueryCommand;
import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** Answers questions, and asks them. */
@Command(
    name = "crossroads",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = BuiltVersion.class,
    description = "Numbers out of Crossroads: serve them, ask for them.",
    footer = {
      "",
      "Every option can also be set in the environment: --store-uri as"
          + " CROSSROADS_STORE_URI. Exit code 0: done, 1: failed, 2: wrong usage."
    },
    subcommands = {ServeCommand.class, QueryCommand.class})
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
