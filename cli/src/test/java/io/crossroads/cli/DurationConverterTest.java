package io.crossroads.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {

  private final DurationConverter converter = new DurationConverter();

  @ParameterizedTest
  @CsvSource({
    "50us, PT0.00005S",
    "250ms, PT0.25S",
    "30s, PT30S",
    "5m, PT5M",
    "2h, PT2H",
    "1d, PT24H",
    "PT1.5S, PT1.5S",
    "0s, PT0S"
  })
  void readsShortAndIsoForms(String text, Duration duration) {
    assertEquals(duration, converter.convert(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "s", "-5s", "PT-5S", "1.5s", "5 m", "999999999999999d", "1w"})
  void refusesAnythingElse(String text) {
    assertThrows(TypeConversionException.class, () -> converter.convert(text));
  }

  @Test
  void namesTheValueAndWhatIsAllowed() {
    String message =
        assertThrows(TypeConversionException.class, () -> converter.convert("soon")).getMessage();
    assertTrue(message.contains("'soon'") && message.contains("30s"), message);
  }
}
