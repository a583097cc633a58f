package io.crossroads.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** How long many things took. */
public final class Latencies {

  private static final double NANOS_OF_A_MILLI = 1e6;

  private final long[] sorted;

  /** So many nanoseconds each. */
  public Latencies(long[] nanos) {
    this.sorted = nanos.clone();
    Arrays.sort(sorted);
  }

  /** The least time in milliseconds that a share of all, 0 to 1, needed no more than. */
  public double millis(double share) {
    int place = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.max(0, place)] / NANOS_OF_A_MILLI;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%9.1f %9.1f %9.1f %9.1f", millis(0.5), millis(0.95), millis(0.99), millis(1));
  }
}
