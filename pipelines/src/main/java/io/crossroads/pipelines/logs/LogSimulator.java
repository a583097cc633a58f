package io.crossroads.pipelines.logs;

import io.crossroads.pipelines.simulate.SimulatedEvent;
import io.crossroads.pipelines.simulate.Simulator;

final class LogSimulator implements Simulator {
  LogSimulator(long seed) {}

  @Override
  public SimulatedEvent next(long timeMicros) {
    throw new UnsupportedOperationException();
  }
}
