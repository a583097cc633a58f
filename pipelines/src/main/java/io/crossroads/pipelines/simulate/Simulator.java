package io.crossroads.pipelines.simulate;

/**
 * Makes plausible, valid events of one pipeline. The same seed and the same calls give the same
 * bytes. For one thread.
 */
public interface Simulator {

  /**
   * The next event.
   *
   * @param timeMicros the event's time, microseconds since the epoch; never less than in the call
   *     before
   */
  SimulatedEvent next(long timeMicros);
}
