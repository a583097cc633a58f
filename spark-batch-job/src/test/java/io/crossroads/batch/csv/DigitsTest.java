package io.crossroads.batch.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DigitsTest {

  private static final byte[] NINES_AND_MORE = "98765432".getBytes(StandardCharsets.US_ASCII);

  @Test
  void countsTheDigitsBeforeAnyOtherByteAndReadsThem() {
    for (int digits = 0; digits < 8; digits++) {
      for (int other = 0; other < 256; other++) {
        byte[] bytes = Arrays.copyOf(NINES_AND_MORE, 8);
        bytes[digits] = (byte) other;
        boolean isDigit = other >= '0' && other <= '9';
        int expected = isDigit ? 8 : digits;

        long loaded = Digits.load(bytes, 0);
        assertEquals(expected, Digits.count(loaded), "byte " + other + " at " + digits);
        if (expected > 0) {
          String text = new String(bytes, 0, expected, StandardCharsets.US_ASCII);
          assertEquals(Long.parseLong(text), Digits.value(loaded, expected));
        }
      }
    }
  }

  @Test
  void powersGoWithTheNumberOfDigits() {
    for (int digits = 0; digits <= Digits.MOST; digits++) {
      assertEquals(Math.round(Math.pow(10, digits)), Digits.power(digits));
    }
  }
}
