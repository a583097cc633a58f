package io.crossroads.pipelines.transactions;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;

/**
 * What one euro was worth on a day.
 *
 * @param currency its code in ISO 4217, not EUR
 * @param date the day
 * @param perEuro units of the currency for one euro; over 0.0001 and up to 10^9, with at most 8
 *     digits after the point, so that every amount in euros has room
 */
public record Rate(String currency, LocalDate date, BigDecimal perEuro) {

  /** Digits after the point that a rate can have. */
  public static final int SCALE = 8;

  static final BigDecimal MIN = new BigDecimal("0.0001");
  static final BigDecimal MAX = new BigDecimal("1000000000");

  public Rate {
    if (currency.equals(CurrencyCodes.EURO)) {
      throw new IllegalArgumentException("EUR has rate 1 on every day; leave it out");
    }
    if (CurrencyCodes.placeOf(currency) < 0) {
      throw new IllegalArgumentException("'" + currency + "' is no currency of ISO 4217");
    }
    if (perEuro.compareTo(MIN) <= 0
        || perEuro.compareTo(MAX) > 0
        || perEuro.stripTrailingZeros().scale() > SCALE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "rate %s of %s is not over 0.0001 and up to 1000000000 with %d digits after the point",
              perEuro.toPlainString(),
              currency,
              SCALE));
    }
  }
}
