package io.crossroads.producer.send;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Shows how sending goes: a line that refreshes itself on a terminal, elsewhere a message when
 * nothing was acknowledged for some seconds.
 */
final class Progress {

  private static final long INTERVAL_MILLIS = 500;
  private static final int STALLED_INTERVALS = 10;

  private final Deliveries deliveries;
  private final String address;
  private final PrintStream messages;
  private final boolean terminal;
  private final Thread thread = new Thread(this::run, "progress");
  private volatile boolean ended;
  private long acknowledgedBefore;
  private int stalledIntervals;

  /**
   * Begins to show.
   *
   * @param address of the brokers, for messages
   * @param terminal whether a line can be refreshed
   */
  Progress(Deliveries deliveries, String address, PrintStream messages, boolean terminal) {
    this.deliveries = deliveries;
    this.address = address;
    this.messages = messages;
    this.terminal = terminal;
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    while (!ended) {
      try {
        Thread.sleep(INTERVAL_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
      show();
    }
  }

  private void show() {
    long acknowledged = deliveries.acknowledged();
    boolean stalled = acknowledged == acknowledgedBefore && deliveries.outstanding() > 0;
    stalledIntervals = stalled ? stalledIntervals + 1 : 0;
    if (terminal) {
      messages.print(line(acknowledged));
      messages.flush();
    } else if (stalledIntervals == STALLED_INTERVALS) {
      messages.printf(
          Locale.ROOT,
          "waiting for %s to acknowledge %d records%n",
          address,
          deliveries.outstanding());
    }
    acknowledgedBefore = acknowledged;
  }

  private String line(long acknowledged) {
    double rate = (acknowledged - acknowledgedBefore) * 1_000.0 / INTERVAL_MILLIS;
    String waiting = stalledIntervals >= STALLED_INTERVALS ? ", waiting for " + address : "";
    return String.format(
        Locale.ROOT,
        "\r\u001b[Ksent %d, acknowledged %d, failed %d, %.0f/s%s",
        deliveries.sent(),
        acknowledged,
        deliveries.failures(),
        rate,
        waiting);
  }

  /** Shows nothing any more. */
  void end() {
    ended = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (terminal) {
      messages.print("\r\u001b[K");
      messages.flush();
    }
  }
}
