package io.crossroads.pipelines.transactions;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Converts amounts to euros by one rate, made ready to divide by. */
final class EuroConversion {

  /** That of an amount in euros. */
  static final EuroConversion NONE = new EuroConversion(BigDecimal.ONE);

  /** Digits after the point of an amount. */
  static final int AMOUNT_SCALE = 4;

  /** Digits after the point of euros. */
  static final int EURO_SCALE = 2;

  private static final int SHIFT = AMOUNT_SCALE - EURO_SCALE;

  private final BigDecimal perEuro;
  private final long unscaled;
  private final long factor;
  private final long divisor;
  private final long greatestExact;

  /**
   * A conversion.
   *
   * @param perEuro units of the currency for one euro, in the range of {@link Rate}
   */
  EuroConversion(BigDecimal perEuro) {
    this.perEuro = perEuro;
    unscaled = perEuro.setScale(Rate.SCALE).unscaledValue().longValueExact();
    BigDecimal shortest = perEuro.stripTrailingZeros();
    int shift = shortest.scale() - SHIFT;
    factor = BigDecimal.ONE.scaleByPowerOfTen(Math.max(0, shift)).longValueExact();
    divisor =
        new BigDecimal(shortest.unscaledValue())
            .scaleByPowerOfTen(Math.max(0, -shift))
            .longValueExact();
    greatestExact = Long.MAX_VALUE / factor;
  }

  /** Units of the currency for one euro, in units of the eighth digit after the point. */
  long perEuro() {
    return unscaled;
  }

  /**
   * An amount in euros: one division, rounded half-even.
   *
   * @param amount in 1/10000 of the currency's unit, not negative
   * @return in 1/100 of a euro
   */
  long cents(long amount) {
    if (amount > greatestExact) {
      return BigDecimal.valueOf(amount, AMOUNT_SCALE)
          .divide(perEuro, EURO_SCALE, RoundingMode.HALF_EVEN)
          .unscaledValue()
          .longValueExact();
    }
    long dividend = amount * factor;
    long quotient = dividend / divisor;
    long twice = 2 * (dividend - quotient * divisor);
    boolean up = twice > divisor || twice == divisor && (quotient & 1) == 1;
    return up ? quotient + 1 : quotient;
  }
}
