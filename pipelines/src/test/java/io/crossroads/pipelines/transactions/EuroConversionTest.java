package io.crossroads.pipelines.transactions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Amounts become euros by one division, rounded half-even, exact at every size. */
class EuroConversionTest {

  private static final long GREATEST_AMOUNT = 10_000_000_000_000_000L;

  private static String euros(String amount, String perEuro) {
    long unscaled = new BigDecimal(amount).setScale(4).unscaledValue().longValueExact();
    long cents = new EuroConversion(new BigDecimal(perEuro)).cents(unscaled);
    return BigDecimal.valueOf(cents, 2).toPlainString();
  }

  @Test
  void halvesGoToTheEvenCent() {
    assertEquals("0.12", euros("0.1250", "1"));
    assertEquals("0.14", euros("0.1350", "1"));
    assertEquals("0.13", euros("0.1251", "1"));
    assertEquals("0.12", euros("1.2500", "10"));
    assertEquals("0.14", euros("1.3500", "10"));
    assertEquals("0.02", euros("0.0200", "0.8"), "0.025");
    assertEquals("0.38", euros("0.3000", "0.8"), "0.375");
    assertEquals("0.00", euros("0.0050", "1"));
    assertEquals("0.00", euros("0.0001", "1000000000"));
  }

  @Test
  void theLeastRateAndTheGreatestAmountHaveRoom() {
    assertEquals("9999000099990001.00", euros("1000000000000", "0.00010001"));
    assertEquals("1000000000000.00", euros("1000000000000", "1"));
    assertEquals("1000.00", euros("1000000000000", "1000000000"));
  }

  @Test
  void aHundredThousandAmountsAreWhatBigDecimalMakesOfThem() {
    SplittableRandom random = new SplittableRandom(20_250_612);
    for (int i = 0; i < 100_000; i++) {
      BigDecimal rate = rate(random);
      long amount = amount(random);
      BigDecimal exact = BigDecimal.valueOf(amount, 4).divide(rate, 2, RoundingMode.HALF_EVEN);
      BigDecimal cents = BigDecimal.valueOf(new EuroConversion(rate).cents(amount), 2);
      assertEquals(exact, cents, () -> String.format(Locale.ROOT, "%d / %s", amount, rate));
    }
  }

  /** Of 0 to 8 digits after the point, from 0.0001 to 10^9, each size as often as the others. */
  private static BigDecimal rate(SplittableRandom random) {
    while (true) {
      long digits = random.nextLong(1, power(random.nextInt(1, 11)));
      BigDecimal rate = BigDecimal.valueOf(digits, random.nextInt(9));
      if (rate.compareTo(Rate.MIN) > 0 && rate.compareTo(Rate.MAX) <= 0) {
        return rate;
      }
    }
  }

  /** From 0.0001 to 10^12, each size as often as the others, some of them round. */
  private static long amount(SplittableRandom random) {
    long amount = random.nextLong(1, power(random.nextInt(1, 17)));
    long round = power(random.nextInt(5));
    return Math.min(GREATEST_AMOUNT, amount < round ? amount : amount / round * round);
  }

  private static long power(int exponent) {
    return BigDecimal.ONE.scaleByPowerOfTen(exponent).longValueExact();
  }
}
