package io.crossroads.streaming;

import io.crossroads.cli.Commands;
import io.crossroads.streaming.run.StreamingCommands;

/** The streaming job: the words after the JAR's name say what it does. */
public final class Main {

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(Commands.run(new StreamingCommands(), arguments));
  }
}
