package io.crossroads.pipelines.transactions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.simulate.MissingReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The shipped rates are of 2025 and 2026; who simulates another time is told so. */
class SampleRatesEndTest {

  private static Optional<String> missing(String pipeline, String at) {
    Instant time = Instant.parse(at);
    Pipeline one = Pipelines.named(pipeline);
    return MissingReference.of(one, time, time.plus(Duration.ofSeconds(1)));
  }

  @Test
  void everyMonthOf2025And2026HasRatesFromItsFirstDayOn() {
    for (int year = 2025; year <= 2026; year++) {
      for (int month = 1; month <= 12; month++) {
        String at = String.format(Locale.ROOT, "%d-%02d-01T12:00:00Z", year, month);
        assertEquals(Optional.empty(), missing("transactions", at), at);
      }
    }
    assertEquals(Optional.empty(), missing("transactions", "2026-12-31T23:00:00Z"));
  }

  @Test
  void afterTheirEndOneIsToldWhatIsMissingAndHowToLoadIt() {
    String told = missing("transactions", "2027-02-01T12:00:00Z").orElseThrow();
    assertTrue(told.contains("at 2027-02-01T12:00:00Z about "), told);
    assertTrue(told.contains("unknown_reference (devise)"), told);
    assertTrue(told.contains("reference load --pipeline transactions --name NAME FILE"), told);
  }

  @Test
  void aPipelineWithoutReferenceDataMissesNone() {
    assertEquals(Optional.empty(), missing("traffic", "2027-02-01T12:00:00Z"));
  }
}
