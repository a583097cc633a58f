package io.crossroads.pipelines.transactions;

import io.crossroads.pipelines.simulate.Noise;
import io.crossroads.pipelines.simulate.WeekRhythm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The people who pay in one currency. Amounts are whole numbers of its smallest unit.
 *
 * @param devise the currency's code in ASCII; not to be changed
 * @param digits after the point of its amounts
 * @param share of payments, over the week
 * @param hoursAhead of UTC that most of them are
 * @param usual what half of the payments in shops are below, in the smallest unit
 * @param step to the next price that shops ask, in the smallest unit
 */
record Market(byte[] devise, int digits, double share, int hoursAhead, long usual, long step) {

  private static final double SPREAD_IN_SHOPS = 0.85;
  private static final double SPREAD_BETWEEN_FIRMS = 1.1;
  private static final int TIMES_BETWEEN_FIRMS = 60;

  /** How much is paid in shops, from 0:00 on. */
  private static final WeekRhythm SHOPS =
      new WeekRhythm(
          new double[] {
            0.06, 0.04, 0.03, 0.03, 0.04, 0.06, 0.12, 0.25, 0.35, 0.4, 0.5, 0.65, 0.9, 0.8, 0.55,
            0.5, 0.6, 0.85, 1, 0.9, 0.6, 0.4, 0.25, 0.12
          },
          new double[] {
            0.12, 0.08, 0.05, 0.03, 0.03, 0.04, 0.06, 0.15, 0.35, 0.6, 0.9, 1.1, 1.15, 1.1, 1.1,
            1.2, 1.25, 1.15, 0.95, 0.8, 0.65, 0.5, 0.4, 0.25
          },
          new double[] {
            0.15, 0.1, 0.06, 0.04, 0.03, 0.03, 0.05, 0.1, 0.2, 0.35, 0.5, 0.6, 0.65, 0.6, 0.55,
            0.55, 0.6, 0.6, 0.55, 0.5, 0.4, 0.3, 0.2, 0.1
          });

  /** How much firms pay each other, from 0:00 on. */
  private static final WeekRhythm FIRMS =
      new WeekRhythm(
          new double[] {
            0, 0, 0, 0, 0, 0, 0.05, 0.2, 0.5, 0.9, 1, 0.9, 0.5, 0.5, 0.8, 0.9, 0.7, 0.4, 0.15, 0.05,
            0, 0, 0, 0
          },
          new double[24],
          new double[24]);

  static final List<Market> ALL =
      List.of(
          market("EUR", 2, 0.44, 1, 26_50, 50),
          market("USD", 2, 0.24, -6, 31_00, 25),
          market("GBP", 2, 0.12, 0, 22_40, 25),
          market("MAD", 2, 0.12, 1, 180_00, 2_50),
          market("JPY", 0, 0.08, 9, 2_400, 10));

  private static Market market(
      String devise, int digits, double share, int hoursAhead, long usual, long step) {
    byte[] code = devise.getBytes(StandardCharsets.US_ASCII);
    return new Market(code, digits, share, hoursAhead, usual, step);
  }

  /**
   * How much is paid in shops.
   *
   * @param minute counted from the epoch
   * @return 0.03 at night to 1.25 on a Saturday, times the share
   */
  double shops(long minute) {
    return share * SHOPS.at(minute + 60L * hoursAhead);
  }

  /**
   * How much firms pay each other.
   *
   * @param minute counted from the epoch
   * @return 0 at night to 1 on working days, times the share
   */
  double firms(long minute) {
    return share * FIRMS.at(minute + 60L * hoursAhead);
  }

  /** What somebody pays in a shop: two times in five a price such as 4.99, else by weight. */
  long inShop(SplittableRandom random) {
    long amount = around(usual, SPREAD_IN_SHOPS, random);
    boolean price = random.nextInt(5) < 2;
    return price ? Math.max(step, amount / step * step) - (digits > 0 ? 1 : 0) : amount;
  }

  /** What a firm pays another; one in some twenty is over 10,000 euros. */
  long betweenFirms(SplittableRandom random) {
    return around(usual * TIMES_BETWEEN_FIRMS, SPREAD_BETWEEN_FIRMS, random);
  }

  private static long around(long middle, double spread, SplittableRandom random) {
    double factor = StrictMath.exp(spread * Noise.bell(random.nextLong()));
    return Math.max(1, Math.round(middle * factor));
  }
}
