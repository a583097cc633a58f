package io.crossroads.pipelines.traffic;

import io.crossroads.pipelines.simulate.SimulatedEvent;
import io.crossroads.pipelines.simulate.Simulator;

/** Road traffic of a city. */
final class TrafficSimulator implements Simulator {

  TrafficSimulator(long seed) {}

  @Override
  public SimulatedEvent next(long timeMicros) {
    throw new UnsupportedOperationException();
  }
}
