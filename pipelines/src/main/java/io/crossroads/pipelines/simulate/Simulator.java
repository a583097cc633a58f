package io.crossroads.pipelines.simulate;

/**
 * Makes plausible, valid events of one pipeline. The same seed and the same calls give the same
 * bytes on every machine. For one thread.
 */
public interface Simulator {

  /**
   * The next event.
   *
   * @param timeMicros the event's time, microseconds since the epoch. It mostly grows, but that of
   *     a late event is hours earlier than in the call before; whatever lasts longer than an event,
   *     such as an incident, must therefore be a function of the seed and the time
   */
  SimulatedEvent next(long timeMicros);
}
