package io.crossroads.pipelines.simulate;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Events that wait until a few others were sent before them. */
final class HeldBack {

  private static final int MOST = 64;

  /**
   * An event that waits.
   *
   * @param timeMicros of the event
   * @param due number of the record from which on it may be sent
   */
  record Waiting(SimulatedEvent event, long timeMicros, long due, long arrival) {}

  private final PriorityQueue<Waiting> queue =
      new PriorityQueue<>(
          Comparator.comparingLong(Waiting::due).thenComparingLong(Waiting::arrival));
  private long arrivals;

  void hold(SimulatedEvent event, long timeMicros, long due) {
    queue.add(new Waiting(event, timeMicros, due, arrivals++));
  }

  /** Whether an event must be sent as the record of this number. */
  boolean hasDue(long number) {
    return !queue.isEmpty() && (queue.peek().due() <= number || queue.size() >= MOST);
  }

  Waiting release() {
    return queue.remove();
  }
}
