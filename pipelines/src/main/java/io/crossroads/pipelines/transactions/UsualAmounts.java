package io.crossroads.pipelines.transactions;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is usual in each currency: the median of its amounts, and the median of their distances from
 * it (MAD). Immutable.
 *
 * @param byCurrency by the currency's place among all
 */
record UsualAmounts(Map<Integer, Usual> byCurrency) {

  /** Nothing is known, so nothing is judged. */
  static final UsualAmounts NONE = new UsualAmounts(Map.of());

  /** What makes the MAD of a normal distribution its standard deviation. */
  private static final BigDecimal SIGMA = new BigDecimal("1.4826");

  /** At so many robust standard deviations from the median a score is 1. */
  private static final BigDecimal FULL = new BigDecimal("20");

  /**
   * Of one currency, in its units.
   *
   * @param median over 0
   * @param mad over 0
   */
  record Usual(BigDecimal median, BigDecimal mad) {
    Usual {
      if (median.signum() <= 0 || mad.signum() <= 0) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "median %s and mad %s must be over 0; leave the currency out",
                median.toPlainString(),
                mad.toPlainString()));
      }
    }
  }

  UsualAmounts {
    byCurrency = Map.copyOf(byCurrency);
  }

  /**
   * How far an amount is from the median: 0 is at it, 1 is {@link #FULL} robust standard deviations
   * or more. Empty for a currency of which nothing is known.
   *
   * @param amount in units of the currency
   */
  Optional<BigDecimal> score(int currency, BigDecimal amount) {
    return Optional.ofNullable(byCurrency.get(currency))
        .map(
            usual ->
                amount
                    .subtract(usual.median())
                    .abs()
                    .divide(
                        usual.mad().multiply(SIGMA).multiply(FULL),
                        PaymentScore.SCALE,
                        RoundingMode.HALF_EVEN)
                    .min(BigDecimal.ONE));
  }
}
