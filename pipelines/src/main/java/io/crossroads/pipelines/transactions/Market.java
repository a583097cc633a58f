package io.crossroads.pipelines.transactions;

import io.crossroads.pipelines.simulate.Noise;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
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
  private static final double NIGHT = 0.04;

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
   * @param hour of the local day, 0 to under 24
   * @return 0.04 at night to over 1
   */
  static double shopping(DayOfWeek day, double hour) {
    double leisure = bump(hour, 15.5, 3.6);
    return NIGHT
        + switch (day) {
          case SATURDAY -> 1.25 * leisure;
          case SUNDAY -> 0.7 * leisure;
          case FRIDAY -> 0.75 * bump(hour, 12.6, 1.8) + 1.1 * bump(hour, 18.4, 2.2);
          case MONDAY, TUESDAY, WEDNESDAY, THURSDAY ->
              0.75 * bump(hour, 12.6, 1.8) + 0.9 * bump(hour, 18.1, 1.9);
        };
  }

  /** How much firms pay each other, 0 to 1; arguments as for {@link #shopping}. */
  static double business(DayOfWeek day, double hour) {
    boolean working = day.compareTo(DayOfWeek.FRIDAY) <= 0;
    return working ? bump(hour, 10.5, 1.6) + 0.6 * bump(hour, 15, 1.6) : 0;
  }

  /** What somebody pays in a shop: mostly a price, at times what was weighed or measured. */
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

  private static double bump(double hour, double middle, double width) {
    double distance = (hour - middle) / width;
    return StrictMath.exp(-0.5 * distance * distance);
  }
}
