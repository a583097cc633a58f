package io.crossroads.serving;

import io.crossroads.cli.Commands;
import io.crossroads.cli.GracefulStop;
import io.crossroads.serving.ask.QueryCommand;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
public final class Main {

  private final PrintStream out;
  private final PrintStream messages;
  private final GracefulStop stop;

  /**
   * The commands, with what they share.
   *
   * @param out for what was asked for
   * @param messages for what is said besides
   * @param stop tells when to end
   */
  public Main(PrintStream out, PrintStream messages, GracefulStop stop) {
    this.out = out;
    this.messages = messages;
    this.stop = stop;
  }

  /** Runs one command; the JAR's entry point. */
  public static void main(String... arguments) {
    GracefulStop stop = GracefulStop.listen();
    PrintStream out = utf8(FileDescriptor.out);
    int code = Commands.run(new Main(out, utf8(FileDescriptor.err), stop), arguments);
    out.flush();
    stop.exit(code);
  }

  private static PrintStream utf8(FileDescriptor target) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(target)),
        target == FileDescriptor.err,
        StandardCharsets.UTF_8);
  }

  /** For what was asked for; buffered, to be flushed by the command. */
  public PrintStream out() {
    return out;
  }

  /** For what is said besides. */
  public PrintStream messages() {
    return messages;
  }

  /** Tells when to end. */
  public GracefulStop stop() {
    return stop;
  }
}
