package io.crossroads.layers.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.alert.Severity;
import io.crossroads.pipelines.rollup.Condition;
import io.crossroads.pipelines.rollup.Condition.Comparison;
import io.crossroads.pipelines.rollup.Conditions;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReadingEpisodesTest {

  private static final long MINUTE = 60_000_000;
  private static final Alert.OnReading HOT =
      new Alert.OnReading(
              "hot",
              List.of(
                  new Alert.Level(
                      Severity.LOW,
                      Conditions.allOf(new Condition("value", Comparison.GREATER, "30")))),
              Conditions.NONE,
              Duration.ofMinutes(5),
              "value")
          .measuring("value", "other");

  private static ReadingEpisode reading(Random random) {
    int minute = random.nextInt(300);
    return ReadingEpisode.of(
        "hot",
        Map.of("sensor", "S" + random.nextInt(3)),
        minute * MINUTE,
        Severity.values()[random.nextInt(3)],
        Arrays.asList(value(random), value(random)));
  }

  private static BigDecimal value(Random random) {
    return random.nextInt(10) == 0 ? null : BigDecimal.valueOf(random.nextInt(1_000), 1);
  }

  /** The definition, read off the readings in the order of time. */
  private static Set<ReadingEpisode> inOrder(List<ReadingEpisode> readings) {
    List<ReadingEpisode> episodes = new ArrayList<>();
    readings.stream()
        .sorted(
            Comparator.comparing((ReadingEpisode one) -> one.entity().toString())
                .thenComparing(ReadingEpisode::first))
        .forEach(
            reading -> {
              int last = episodes.size() - 1;
              boolean goesOn =
                  last >= 0
                      && episodes.get(last).entity().equals(reading.entity())
                      && Duration.between(episodes.get(last).last(), reading.first()).toMinutes()
                          <= 5;
              if (goesOn) {
                episodes.set(last, episodes.get(last).and(reading));
              } else {
                episodes.add(reading);
              }
            });
    return Set.copyOf(episodes);
  }

  @Test
  void readingsAndPartsInAnyOrderMakeTheEpisodesOfTheirTime() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<ReadingEpisode> readings = new ArrayList<>();
      for (int i = random.nextInt(60); i >= 0; i--) {
        readings.add(reading(random));
      }
      Set<ReadingEpisode> expected = inOrder(readings);
      Collections.shuffle(readings, random);
      ReadingEpisodes whole = new ReadingEpisodes(List.of(HOT));
      ReadingEpisodes part = new ReadingEpisodes(List.of(HOT));
      for (ReadingEpisode reading : readings) {
        (random.nextBoolean() ? whole : part).add(reading);
      }
      part.all().forEach(whole::add);
      assertEquals(expected, whole.all().stream().collect(Collectors.toSet()), "seed " + seed);
    }
  }
}
