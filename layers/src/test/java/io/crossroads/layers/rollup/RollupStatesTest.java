package io.crossroads.layers.rollup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.rollup.Condition;
import io.crossroads.pipelines.rollup.Condition.Comparison;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.Measure.Kind;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.pipelines.rollup.Window;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.datasketches.frequencies.ItemsSketch;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.junit.jupiter.api.Test;

class RollupStatesTest {

  private static final EventSchema SCHEMA =
      EventSchema.keyedBy(
          "id",
          "at",
          ZoneOffset.UTC,
          List.of(
              Field.required("id", FieldType.text(10), "", ""),
              Field.required("at", FieldType.time(), "", ""),
              Field.required("speed", FieldType.decimal(2, "0", "300"), "", ""),
              Field.required("wide", FieldType.decimal(4, "-90000000000", "0"), "", "")));

  private static RollupStates states(Measure... measures) {
    return new RollupStates(
        new Rollup(
            "r",
            "",
            List.of("id"),
            Window.tumbling(Duration.ofMinutes(1), ZoneOffset.UTC),
            List.of(measures)),
        SCHEMA);
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  @Test
  void quotientsAreExactUntilTheyAreRoundedHalfEven() {
    RollupStates states =
        states(
            Measure.of(Kind.MEAN, "speed", "mean"),
            Measure.of(Kind.VARIANCE, "speed", "variance"),
            Measure.share("fast", new Condition("speed", Comparison.GREATER, "100")));
    assertEquals(
        List.of(
            "mean__sum",
            "mean__count",
            "variance__sum",
            "variance__squares",
            "variance__count",
            "fast__count",
            "fast__all"),
        states.columns().stream().map(StateColumn::name).toList());

    // Of 1, 2 and 4 the mean is 7/3, the variance 14/9, and a third is over 100.
    Map<String, Object> answers =
        states.answers(List.of(number("7.00"), 3L, number("7.00"), number("21"), 3L, 1L, 3L));
    assertEquals(number("2.33333333"), answers.get("mean"));
    assertEquals(number("1.5555555556"), answers.get("variance"));
    assertEquals(number("0.333333"), answers.get("fast"));
  }

  @Test
  void aDigitThatIsExactlyHalfGoesToTheEvenNeighbour() {
    RollupStates states =
        states(Measure.share("s", new Condition("speed", Comparison.GREATER, "1")));
    assertEquals(number("0.000000"), states.answers(List.of(1L, 2_000_000L)).get("s"));
    assertEquals(number("0.000002"), states.answers(List.of(3L, 2_000_000L)).get("s"));
  }

  @Test
  void withoutValuesThereIsNoMeanAndNoLeastButACountOfNothing() {
    RollupStates states =
        states(
            Measure.count("n"),
            Measure.of(Kind.MEAN, "speed", "mean"),
            Measure.of(Kind.MIN, "speed", "least"),
            Measure.of(Kind.DISTINCT, "id", "ids"),
            Measure.percentiles("speed", "speeds", 0.5),
            Measure.top("id", "top", 3));
    Map<String, Object> answers =
        states.answers(java.util.Arrays.asList(5L, BigDecimal.ZERO, 0L, null, null, null, null));
    assertEquals(5L, answers.get("n"));
    assertNull(answers.get("mean"));
    assertNull(answers.get("least"));
    assertEquals(0L, answers.get("ids"));
    assertNull(((Map<?, ?>) answers.get("speeds")).get("p50"));
    assertEquals(List.of(), answers.get("top"));
  }

  @Test
  void sketchesMergeInAnyOrderWithinTheirBounds() {
    KllDoublesSketch[] ranks = {Sketches.quantiles(), Sketches.quantiles(), Sketches.quantiles()};
    HllSketch[] ids = {Sketches.distinct(), Sketches.distinct(), Sketches.distinct()};
    for (int i = 0; i < 300_000; i++) {
      ranks[i % 3].update((i * 7919L) % 300_000);
      ids[i % 3].update("id " + i % 100_000);
    }
    byte[] quantiles = null;
    byte[] distinct = null;
    for (int i : new int[] {2, 0, 1}) {
      quantiles = Sketches.merge(StateColumn.Part.QUANTILES, quantiles, Sketches.bytes(ranks[i]));
      distinct = Sketches.merge(StateColumn.Part.DISTINCT, Sketches.bytes(ids[i]), distinct);
    }
    Map<String, BigDecimal> found = Sketches.percentiles(quantiles, List.of(0.5, 0.95, 0.999), 2);
    assertEquals(List.of("p50", "p95", "p99.9"), List.copyOf(found.keySet()));
    assertEquals(1500, found.get("p50").doubleValue(), 3000 * 0.015);
    assertEquals(2850, found.get("p95").doubleValue(), 3000 * 0.015);
    assertEquals(100_000, Sketches.distinct(distinct), 5_000);
  }

  @Test
  void frequentValuesOfFewAreExact() {
    ItemsSketch<String> one = Sketches.top();
    one.update("b", 7);
    one.update("a", 2);
    ItemsSketch<String> other = Sketches.top();
    other.update("a", 5);
    other.update("c", 1);
    byte[] merged =
        Sketches.merge(StateColumn.Part.TOP, Sketches.bytes(one), null, Sketches.bytes(other));
    assertEquals(
        List.of(new TopValue("a", 7, 7, 7), new TopValue("b", 7, 7, 7)), Sketches.top(merged, 2));
  }

  @Test
  void squaresThatCouldOverflowAreRefused() {
    var failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> states(Measure.of(Kind.VARIANCE, "wide", "variance")));
    assertTrue(failure.getMessage().contains("'wide'"), failure.getMessage());
    assertTrue(failure.getMessage().contains("900000000000000"), failure.getMessage());
  }
}
