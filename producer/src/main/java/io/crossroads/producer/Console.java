package io.crossroads.producer;

import io.crossroads.cli.GracefulStop;
import java.io.PrintStream;

/** What all commands share: where they write, and what tells them to end. */
public interface Console {

  /** For what was asked for; buffered, to be flushed by the command. */
  PrintStream out();

  /** For progress and warnings. */
  PrintStream messages();

  /** Tells when to end early. */
  GracefulStop stop();
}
