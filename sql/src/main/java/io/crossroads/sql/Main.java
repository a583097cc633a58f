package io.crossroads.sql;

import io.crossroads.cli.BuiltVersion;
import io.crossroads.cli.Console;
import io.crossroads.cli.GracefulStop;
import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** SQL over the platform. */
@Command(
    name = "crossroads",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = BuiltVersion.class,
    description = "SQL over everything that Crossroads holds.",
    footer = {
      "",
      "Every option can also be set in the environment: --store-uri as"
          + " CROSSROADS_STORE_URI. Exit code 0: done, 1: failed, 2: wrong usage."
    },
    subcommands = SqlCommand.class)
public final class Main extends Console {

  /** The command, with where it writes. */
  public Main(PrintStream out, PrintStream messages, GracefulStop stop) {
    super(out, messages, stop);
  }

  /** Runs one command; the JAR's entry point. */
  public static void main(String... arguments) {
    Console.main(Main::new, arguments);
  }
}
