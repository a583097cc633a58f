package io.crossroads.serving.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestTest {

  private static final Parameter<Instant> FROM = Parameter.time("from", "");

  private static Request request(String... from) {
    return new Request(
        List.of(FROM.asRepeated()), Map.of(), Map.of("from", List.of(from)), Optional.empty());
  }

  private static Request holding(String header) {
    return new Request(List.of(), Map.of(), Map.of(), Optional.of(header));
  }

  @Test
  void timesHaveAnOffsetOrAreDaysOfUtc() {
    assertEquals(
        List.of(
            Instant.parse("2026-03-02T07:00:00Z"),
            Instant.parse("2026-03-02T08:00:00.123456Z"),
            Instant.parse("2026-03-02T00:00:00Z")),
        request("2026-03-02T08:00:00+01:00", "2026-03-02t08:00:00.123456z", "2026-03-02")
            .all(FROM));
    for (String wrong : List.of("", "2026", "2026-03-02T08:00:00", "0000-01-01", "now", "-1")) {
      ProblemException e =
          assertThrows(ProblemException.class, () -> request(wrong).all(FROM), wrong);
      assertEquals(wrong, e.problem().value());
    }
  }

  @Test
  void tagsAreComparedWeakly() {
    assertTrue(holding("\"a\"").holds("a"));
    assertTrue(holding("W/\"b\" , W/\"a\"").holds("a"));
    assertTrue(holding("*").holds("a"));
    assertFalse(holding("\"ab\"").holds("a"));
    assertFalse(holding("a").holds("a"));
    assertFalse(new Request(List.of(), Map.of(), Map.of(), Optional.empty()).holds("a"));
  }
}
