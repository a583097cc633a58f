package io.crossroads.lake.rollup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crossroads.layers.rollup.Cell;
import io.crossroads.layers.rollup.RollupStates;
import io.crossroads.layers.rollup.TopValue;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.rollup.Rollup;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RollupColumnsTest {

  /** Windows, groups and answers of one rollup, a cell a line, in order. */
  private static List<String> lines(Rollup rollup, List<Reading> readings) {
    Pipeline pipeline = SamplePipeline.of("sample", rollup);
    RollupStates states = new RollupStates(rollup, SamplePipeline.SCHEMA);
    return Layers.batch(pipeline, readings).get(rollup.name()).stream()
        .map(
            cell ->
                cell.windowStart()
                    + " "
                    + cell.dimensions()
                    + " "
                    + states.answers(cell.states()).values())
        .sorted()
        .toList();
  }

  @Test
  void everyExactMeasureCountsOnlyWhatMeetsItsConditionsAndHasAValue() {
    List<Reading> readings =
        List.of(
            Reading.of("s", "2026-03-01T10:00:00Z", "a", "20.50", 200L),
            Reading.of("s", "2026-03-01T10:00:59.999999Z", "a", "21.00", 503L),
            Reading.of("s", "2026-03-01T10:00:30Z", "a", null, null),
            Reading.of("s", "2026-03-01T10:01:00Z", "a", null, 100L),
            Reading.of("s", "2026-03-01T10:00:30Z", null, "-0.01", null));
    assertEquals(
        List.of(
            "2026-03-01T10:00:00Z [a] [3, 1, 0.000000, 41.50, 21.00, 20.75000000, 0.0625000000,"
                + " 20.50, 503, 351.500000, 1]",
            "2026-03-01T10:00:00Z [null] [1, 0, 0.000000, -0.01, 0.00, -0.01000000, 0E-10, -0.01,"
                + " null, null, 1]",
            "2026-03-01T10:01:00Z [a] [1, 0, 0.000000, 0.00, 0.00, null, null, null, 100,"
                + " 100.000000, 0]"),
        lines(SamplePipeline.EXACT, readings));
  }

  @Test
  void anEventIsInEveryWindowThatSlidesOverIt() {
    assertEquals(
        List.of(
            "2026-02-28T23:58:00Z [s, false] [1, 1.00000000]",
            "2026-02-28T23:59:00Z [s, false] [2, 2.00000000]",
            "2026-03-01T00:00:00Z [s, false] [2, 2.00000000]",
            "2026-03-01T00:01:00Z [s, false] [1, 3.00000000]"),
        lines(
            SamplePipeline.SLIDING,
            List.of(
                Reading.of("s", "2026-03-01T00:00:30Z", "a", "1.00", null),
                Reading.of("s", "2026-03-01T00:01:30Z", "b", "3.00", null))));
  }

  @Test
  void aDayIsTheZonesAlsoWhenClocksChange() {
    assertEquals(
        List.of(
            "2026-03-27T23:00:00Z [200, 1970-01-01] [1, 1.00]",
            "2026-03-28T23:00:00Z [200, 1970-01-01] [2, 6.00]",
            "2026-03-29T22:00:00Z [200, 1970-01-01] [1, 8.00]"),
        lines(
            SamplePipeline.DAYS,
            List.of(
                Reading.of("s", "2026-03-28T22:59:59Z", "a", "1.00", 200L),
                Reading.of("s", "2026-03-28T23:00:00Z", "a", "2.00", 200L),
                Reading.of("s", "2026-03-29T21:59:59Z", "a", "4.00", 200L),
                Reading.of("s", "2026-03-29T22:00:00Z", "a", "8.00", 200L))));
  }

  @Test
  void sketchesStayWithinTheirBoundsOverManyPartitions() {
    Random random = new Random(5);
    List<Reading> readings = new ArrayList<>();
    List<BigDecimal> values = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      BigDecimal value =
          BigDecimal.valueOf((long) Math.max(-90_000, random.nextGaussian() * 3_000), 2);
      values.add(value);
      String place = i % 10 < 5 ? "a" : i % 10 < 8 ? "b" : "c" + i % 200;
      readings.add(
          Reading.of("s" + i % 9_000, "2026-03-01T10:00:00Z", place, value.toString(), null));
    }
    Cell cell =
        Layers.batch(SamplePipeline.of("sample", SamplePipeline.SKETCHES), readings)
            .get("sketches")
            .get(0);
    Map<String, Object> answers =
        new RollupStates(SamplePipeline.SKETCHES, SamplePipeline.SCHEMA).answers(cell.states());
    values.sort(null);
    ((Map<?, ?>) answers.get("values"))
        .forEach(
            (name, value) -> {
              double rank = Double.parseDouble(name.toString().substring(1)) / 100;
              long below =
                  values.stream().filter(v -> v.compareTo((BigDecimal) value) <= 0).count();
              assertEquals(rank, (double) below / values.size(), 0.015, name + " is " + value);
            });
    assertEquals(9_000, (long) answers.get("sensors"), 450);
    List<?> top = (List<?>) answers.get("top");
    assertEquals("a", ((TopValue) top.get(0)).value());
    assertEquals(20_000, ((TopValue) top.get(0)).estimate());
    assertEquals(12_000, ((TopValue) top.get(1)).estimate());
    assertEquals(3, top.size());
  }

  @Test
  void manyRollupsInOnePassAreThoseOfEachByItself() {
    Random random = new Random(7);
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      readings.add(RandomReadings.one(random));
    }
    Rollup[] all = {SamplePipeline.DAYS, SamplePipeline.EXACT, SamplePipeline.SLIDING};
    Map<String, List<Cell>> together = Layers.batch(SamplePipeline.of("sample", all), readings);
    Comparator<Cell> order =
        Comparator.comparing(Cell::windowStart).thenComparing(c -> c.dimensions().toString());
    for (Rollup rollup : all) {
      Cell[] alone =
          Layers.batch(SamplePipeline.of("sample", rollup), readings).get(rollup.name()).stream()
              .sorted(order)
              .toArray(Cell[]::new);
      assertArrayEquals(
          alone, together.get(rollup.name()).stream().sorted(order).toArray(Cell[]::new));
    }
  }

  @Test
  void aCharacterThatTheStoreCannotHoldIsReplacedInBothLayersAlike() {
    List<Reading> readings =
        List.of(
            Reading.of("s", "2026-03-01T10:00:00Z", "a\0b", "1.00", null),
            Reading.of("s", "2026-03-01T10:00:00Z", "a\uFFFDb", "1.00", null));
    List<Cell> cells =
        Layers.batch(SamplePipeline.of("sample", SamplePipeline.EXACT), readings).get("by_place");
    assertEquals(Arrays.asList("a\uFFFDb"), cells.get(0).dimensions());
    assertEquals(1, cells.size());
  }
}
