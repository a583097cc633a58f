package io.crossroads.streaming.query;

import io.crossroads.cli.CommandFailure;

/** What runs until it has done all it should, or is stopped. */
public interface LongRunning {

  /** For people, and unique among those that run beside it. */
  String name();

  /**
   * Runs to its end.
   *
   * @throws CommandFailure if it cannot go on; says why and what to do
   */
  void run();

  /** Lets it finish what it has begun; returns when it has, or when that takes too long. */
  void stop();
}
