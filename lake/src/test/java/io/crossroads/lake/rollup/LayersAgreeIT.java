package io.crossroads.lake.rollup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.embedded.EmbeddedPostgres;
import io.crossroads.lake.rollup.SimulatedLayers.Split;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.store.ServingStore;
import io.crossroads.store.StoreSettings;
import io.crossroads.testkit.RunFolder;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Batch alone = speed alone = both merged, to the last digit, whatever comes in which order: random
 * records (late, doubled, skewed, with gaps; partitions that are idle, a clock that steps back),
 * random batches, random horizons. {@code -Dlayers.seeds=200} tries more of them.
 */
class LayersAgreeIT {

  private static final int SEEDS = Integer.getInteger("layers.seeds", 6);
  private static final int PARTITIONS = 3;

  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void startPostgres() {
    postgres =
        new EmbeddedPostgres(RunFolder.create("run-").resolve("postgres"), "serving").start();
  }

  @AfterAll
  static void stopPostgres() {
    postgres.close();
  }

  @Test
  void batchAloneIsSpeedAloneIsBothMerged() throws SQLException {
    int horizons = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      horizons += run(seed, "right", Split.RIGHT);
    }
    assertTrue(horizons >= SEEDS, "the horizon moved only " + horizons + " times");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bucket", "border", "fastest"})
  void aSplitThatIsBrokenOnPurposeIsFound(String broken) {
    Split split =
        switch (broken) {
          case "bucket" -> SimulatedLayers.BUCKET_BEHIND_THE_HORIZON;
          case "border" -> SimulatedLayers.BOTH_TAKE_THE_BORDER;
          default -> SimulatedLayers.THE_FASTEST_PARTITION_DECIDES;
        };
    int seed = 1;
    try {
      for (; seed <= 30; seed++) {
        run(seed, broken, split);
      }
    } catch (AssertionError found) {
      System.out.println("split broken by '" + broken + "' is found with seed " + seed);
      return;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("30 seeds do not find that the split is broken");
  }

  /** Returns how often the horizon moved. */
  private static int run(int seed, String name, Split split) throws SQLException {
    Random random = new Random(seed);
    Pipeline pipeline =
        SamplePipeline.of(
            name + "_" + seed,
            SamplePipeline.named(SamplePipeline.EXACT, name + "_exact_" + seed),
            SamplePipeline.named(SamplePipeline.SLIDING, name + "_sliding_" + seed),
            SamplePipeline.named(SamplePipeline.DAYS, name + "_days_" + seed));
    StoreSettings settings =
        new StoreSettings(
            postgres.jdbcUrl("serving"), postgres.user(), Optional.of(postgres.password()));
    ServingStore.prepare(settings, pipeline);
    List<Reading> topic = RandomReadings.topic(random, PARTITIONS, 300);
    int moved = 0;
    try (SimulatedLayers layers =
        new SimulatedLayers(pipeline, settings, split, random, topic, PARTITIONS)) {
      String where = "seed " + seed;
      for (int step = 0; step < 14; step++) {
        layers.arrive(random.nextInt(60));
        switch (random.nextInt(5)) {
          case 0, 1 -> layers.archiveSome();
          case 2, 3 -> layers.speedSome(random.nextBoolean());
          default -> {
            layers.archiveSome();
            moved += layers.views(random.nextInt(3) == 0, random.nextBoolean()) ? 1 : 0;
          }
        }
        assertEquals(layers.expected(), layers.merged(), where + ", step " + step);
      }
      layers.arrive(topic.size());
      layers.speedSome(true);
      assertTrue(layers.isCaughtUp());
      assertEquals(layers.expected(), layers.merged(), where + ", caught up");
      layers.archiveSome();
      moved += layers.views(true, false) ? 1 : 0;
      assertEquals(layers.expected(), layers.merged(), where + ", rebuilt");
    }
    return moved;
  }
}
