package io.crossroads.benchmarks;

import java.util.Collection;

/** The middle of measured values. */
final class Median {

  private Median() {}

  /** The median; of an even number of values, the upper of the two in the middle. */
  static double of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
