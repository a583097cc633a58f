package io.crossroads.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A program of several commands, with what they share: where they write, and when to end. */
public abstract class Console {

  private final PrintStream out;
  private final PrintStream messages;
  private final GracefulStop stop;

  /**
   * A program.
   *
   * @param out for what was asked for
   * @param messages for progress and warnings
   * @param stop tells when to end early
   */
  protected Console(PrintStream out, PrintStream messages, GracefulStop stop) {
    this.out = out;
    this.messages = messages;
    this.stop = stop;
  }

  /** Makes a program, whose constructor this usually is. */
  public interface Factory {
    Console create(PrintStream out, PrintStream messages, GracefulStop stop);
  }

  /** Runs one command with the streams of the process, and ends it with the exit code. */
  public static void main(Factory program, String... arguments) {
    GracefulStop stop = GracefulStop.listen();
    PrintStream out = utf8(FileDescriptor.out);
    int code = Commands.run(program.create(out, utf8(FileDescriptor.err), stop), arguments);
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

  /** For what was asked for; buffered, to be flushed by the command. */
  public final PrintStream out() {
    return out;
  }

  /** For progress and warnings. */
  public final PrintStream messages() {
    return messages;
  }

  /** Tells when to end early. */
  public final GracefulStop stop() {
    return stop;
  }
}
