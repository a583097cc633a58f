package io.crossroads.pipelines.iot;

import io.crossroads.pipelines.simulate.Noise;

/**
 * A sensor's battery: it drains from full, faster with one sensor than with another, until somebody
 * comes and replaces it; sometimes before it is low, sometimes at the last moment.
 */
final class Battery {

  private static final double MICROS_PER_DAY = 86_400e6;
  private static final double FULL = 100;

  private final Noise noise;
  private final double days;
  private final double phase;

  /**
   * A battery.
   *
   * @param noise of this battery alone
   */
  Battery(Noise noise) {
    this.noise = noise;
    days = 15 + 30 * noise.uniform(-1);
    phase = noise.uniform(-2);
  }

  /** What is left at a time, in percent. */
  double level(long timeMicros) {
    double replacements = timeMicros / (MICROS_PER_DAY * days) + phase;
    long replaced = (long) Math.floor(replacements);
    double lastLevel = 2 + 33 * noise.uniform(replaced);
    return FULL - (FULL - lastLevel) * (replacements - replaced);
  }
}
