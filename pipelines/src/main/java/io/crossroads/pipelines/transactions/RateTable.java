package io.crossroads.pipelines.transactions;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** Dated rates of many currencies. Immutable. */
public final class RateTable {

  /** How many days before a payment's date its rate may be; the payment's date is 0 days before. */
  public static final int GREATEST_AGE_DAYS = 7;

  /** By the currency's place; empty for one without rates. */
  private final long[][] days;

  private final DailyRate[][] rates;

  /**
   * A table.
   *
   * @param all in any order, of one file or of several
   * @throws IllegalArgumentException if a currency has two rates for one day, be they equal or not;
   *     names both
   */
  public RateTable(Collection<Rate> all) {
    int currencies = CurrencyCodes.codes().size();
    days = new long[currencies][0];
    rates = new DailyRate[currencies][0];
    byCurrency(all).forEach(this::put);
  }

  private static TreeMap<String, TreeMap<Long, Rate>> byCurrency(Collection<Rate> all) {
    TreeMap<String, TreeMap<Long, Rate>> byCurrency = new TreeMap<>();
    for (Rate rate : all) {
      Rate other =
          byCurrency
              .computeIfAbsent(rate.currency(), code -> new TreeMap<>())
              .putIfAbsent(rate.date().toEpochDay(), rate);
      if (other != null) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s has two rates on %s, %s and %s; leave one out",
                rate.currency(),
                rate.date(),
                other.perEuro().toPlainString(),
                rate.perEuro().toPlainString()));
      }
    }
    return byCurrency;
  }

  private void put(String currency, TreeMap<Long, Rate> byDay) {
    int place = CurrencyCodes.placeOf(currency);
    days[place] = byDay.keySet().stream().mapToLong(day -> day).toArray();
    rates[place] =
        byDay.entrySet().stream()
            .map(
                rate -> new DailyRate(rate.getKey(), new EuroConversion(rate.getValue().perEuro())))
            .toArray(DailyRate[]::new);
  }

  /**
   * The rate that applies to a payment.
   *
   * @param currency its place among all currencies
   * @param day the payment's date, days since 1970-01-01
   * @return the latest one of that day or at most seven days before it
   */
  Optional<DailyRate> latest(int currency, long day) {
    int found = Arrays.binarySearch(days[currency], day);
    int place = found >= 0 ? found : -found - 2;
    return place >= 0 && day - days[currency][place] <= GREATEST_AGE_DAYS
        ? Optional.of(rates[currency][place])
        : Optional.empty();
  }
}
