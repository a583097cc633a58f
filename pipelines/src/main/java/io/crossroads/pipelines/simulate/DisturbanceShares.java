package io.crossroads.pipelines.simulate;

/**
 * How much of a stream is disturbed, in shares of its records; a record is disturbed in one way at
 * most.
 *
 * @param invalid records that must be rejected, 0 to 1
 * @param late events whose time is minutes to hours before the clock, 0 to 1
 * @param outOfOrder events that are sent a few records after their turn, 0 to 1; from about 0.3 on
 *     some of them find that no newer one went before, and are then in order after all
 * @param duplicates repetitions of an event before, 0 to 1
 */
public record DisturbanceShares(double invalid, double late, double outOfOrder, double duplicates) {

  /** A clean stream. */
  public static final DisturbanceShares NONE = new DisturbanceShares(0, 0, 0, 0);

  public DisturbanceShares {
    requireShare("invalid", invalid);
    requireShare("late", late);
    requireShare("out-of-order", outOfOrder);
    requireShare("duplicate", duplicates);
    double sum = invalid + late + outOfOrder + duplicates;
    if (sum > 1 + 1e-9) {
      throw new IllegalArgumentException(
          "the shares of invalid, late, out-of-order and duplicated records add up to "
              + sum
              + "; together they may be at most 1");
    }
  }

  /** Whether nothing is disturbed. */
  public boolean none() {
    return invalid + late + outOfOrder + duplicates == 0;
  }

  /**
   * The disturbance that a random number stands for.
   *
   * @param uniform in [0, 1)
   */
  Disturbance pick(double uniform) {
    double rest = uniform - invalid;
    if (rest < 0) {
      return Disturbance.INVALID;
    }
    rest -= late;
    if (rest < 0) {
      return Disturbance.LATE;
    }
    rest -= outOfOrder;
    if (rest < 0) {
      return Disturbance.OUT_OF_ORDER;
    }
    return rest < duplicates ? Disturbance.DUPLICATE : Disturbance.NONE;
  }

  private static void requireShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "the share of " + name + " records must be 0 to 1, not " + share);
    }
  }
}
