package io.crossroads.producer;

import io.crossroads.cli.Commands;
import io.crossroads.cli.GracefulStop;
import io.crossroads.producer.consume.ConsumeCommand;
import io.crossroads.producer.history.GenerateHistoryCommand;
import io.crossroads.producer.send.ProduceCommand;
import io.crossroads.producer.send.ReplayCommand;
import io.crossroads.producer.topics.TopicsCommand;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
      GenerateHistoryCommand.class
    })
public final class Main implements Console {

  private final PrintStream out;
  private final PrintStream messages;
  private final GracefulStop stop;

  /**
   * The commands, with what they share.
   *
   * @param out for what was asked for
   * @param messages for progress and warnings
   * @param stop tells when to end early
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

  /** Whatever the locale, records are UTF-8. */
  private static PrintStream utf8(FileDescriptor target) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(target)),
        target == FileDescriptor.err,
        StandardCharsets.UTF_8);
  }

  @Override
  public PrintStream out() {
    return out;
  }

  @Override
  public PrintStream messages() {
    return messages;
  }

  @Override
  public GracefulStop stop() {
    return stop;
  }
}
