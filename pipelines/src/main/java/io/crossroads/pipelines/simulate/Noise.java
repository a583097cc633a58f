package io.crossroads.pipelines.simulate;

/**
 * Chance as a function of place rather than of order: the same seed, stream and place give the same
 * value, however often and in whatever order they are asked for. What a simulator derives from it
 * is the same for a late event as for one in time.
 */
public final class Noise {

  private final long origin;

  /**
   * One source of chance.
   *
   * @param seed of the simulation
   * @param stream tells apart what must not be correlated, such as two sensors
   */
  public Noise(long seed, long stream) {
    this.origin = mix(mix(seed) + stream * 0x9E3779B97F4A7C15L);
  }

  /** A number in [0, 1), uniformly distributed. */
  public double uniform(long place) {
    return (mix(origin + place * 0xD1B54A32D192ED03L) >>> 11) * 0x1p-53;
  }

  /** A number in [-1, 1) that varies smoothly along the axis; independent 1 or more apart. */
  public double smooth(double position) {
    long cell = (long) Math.floor(position);
    double part = position - cell;
    double weight = part * part * (3 - 2 * part);
    return 2 * (uniform(cell) * (1 - weight) + uniform(cell + 1) * weight) - 1;
  }

  /**
   * A nearly normal number of mean 0 and deviation 1, in about -3.5 to 3.5, from 64 random bits.
   */
  public static double bell(long bits) {
    long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
    return (sum - 131_070) * (1 / 37_837.2);
  }

  /** Stafford's variant 13 of the finalizer of MurmurHash3, as in SplittableRandom. */
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
