package io.crossroads.demo;

import io.crossroads.cli.Commands;
import io.crossroads.cli.GracefulStop;

/** Entry point of the demo. */
public final class Main {

  private Main() {}

  /** Exits with 0 if everything was proved, 1 if not, 2 for wrong usage, 130 if stopped before. */
  public static void main(String[] arguments) {
    GracefulStop stop = GracefulStop.listen();
    DemoCommand command = new DemoCommand(stop);
    int code = Commands.run(command, arguments);
    stop.exit(code != 0 && stop.requested() ? DemoCommand.STOPPED : code);
  }
}
