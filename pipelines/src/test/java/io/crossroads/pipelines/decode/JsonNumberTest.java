package io.crossroads.pipelines.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JsonNumberTest {

  private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private final JsonNumber number = new JsonNumber();

  @Test
  void agreesWithBigDecimalAtEveryScale() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 300_000; i++) {
      String text = anyNumber(random);
      int scale = random.nextInt(19);
      BigDecimal exact = new BigDecimal(text);
      BigDecimal rounded = exact.setScale(scale, RoundingMode.HALF_EVEN);
      BigDecimal unscaled = new BigDecimal(rounded.unscaledValue());
      JsonNumber.Fit expected =
          unscaled.abs().compareTo(LONGEST) > 0
              ? JsonNumber.Fit.OVERFLOW
              : rounded.compareTo(exact) == 0 ? JsonNumber.Fit.EXACT : JsonNumber.Fit.ROUNDED;

      byte[] bytes = (text + ",").getBytes(StandardCharsets.US_ASCII);
      assertEquals(text.length(), number.read(bytes, 0, bytes.length), text);
      assertEquals(expected, number.fit(scale), () -> text + " at scale " + scale);
      if (expected != JsonNumber.Fit.OVERFLOW) {
        assertEquals(unscaled.longValueExact(), number.value(), () -> text + " at scale " + scale);
      }
    }
  }

  private static String anyNumber(SplittableRandom random) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
    text.append(random.nextInt(4) == 0 ? "0" : random.nextInt(1, 10));
    if (text.charAt(text.length() - 1) != '0') {
      digits(random, text, random.nextInt(random.nextInt(8) == 0 ? 25 : 6));
    }
    if (random.nextBoolean()) {
      digits(random, text.append('.'), random.nextInt(1, random.nextInt(8) == 0 ? 30 : 7));
      if (random.nextBoolean()) {
        text.append(random.nextBoolean() ? "5" : "500");
      }
    }
    if (random.nextInt(4) == 0) {
      text.append(random.nextBoolean() ? "e" : "E+").append(random.nextInt(30));
    } else if (random.nextInt(4) == 0) {
      text.append("e-").append(random.nextInt(40));
    }
    return text.toString();
  }

  private static void digits(SplittableRandom random, StringBuilder text, int count) {
    for (int i = 0; i < count; i++) {
      text.append(random.nextInt(10));
    }
  }
}
