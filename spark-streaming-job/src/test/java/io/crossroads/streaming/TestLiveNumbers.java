package io.crossroads.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crossroads.layers.position.Position;
import io.crossroads.layers.rollup.Cell;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.store.MergedCells;
import io.crossroads.store.Positions;
import io.crossroads.store.RollupTable;
import io.crossroads.store.StoreSettings;
import io.crossroads.streaming.query.QuerySettings;
import io.crossroads.streaming.speed.Speed;
import io.crossroads.streaming.speed.SpeedPlan;
import io.crossroads.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The live numbers of a test: a store of its own, and what is in it. */
public final class TestLiveNumbers {

  private static final AtomicInteger MADE = new AtomicInteger();
  private static final Pipeline TRAFFIC = Pipelines.named("traffic");

  private final String database = "serving_" + MADE.incrementAndGet();
  private final TestTopic topic;

  public TestLiveNumbers(TestTopic topic) throws SQLException {
    this.topic = topic;
    StoreSettings all = settings("catalog");
    new TestDatabase(() -> all.connect("test")).execute("create database " + database);
  }

  public StoreSettings settings() {
    return settings(database);
  }

  private static StoreSettings settings(String database) {
    TestPlatform platform = TestPlatform.get();
    return new StoreSettings(
        platform.postgres().jdbcUrl(database),
        platform.postgres().user(),
        Optional.of(platform.postgres().password()));
  }

  public SpeedPlan plan(QuerySettings settings) {
    return plan(
        settings,
        Optional.of(
            TestPlatform.get().folder().resolve("checkpoint-" + database).toUri().toString()));
  }

  /** With a folder for checkpoints, or none, as most people give none. */
  public SpeedPlan plan(QuerySettings settings, Optional<String> checkpoint) {
    TestPlatform platform = TestPlatform.get();
    return new SpeedPlan(
        TRAFFIC,
        Limits.DEFAULT,
        platform.broker().bootstrapServers(),
        topic.name(),
        settings(),
        checkpoint,
        settings);
  }

  /** Takes in what is in the topic now. */
  public void catchUp() {
    run(TestArchive.settings(1_000, true, false, Duration.ofSeconds(20), 3));
  }

  public void run(QuerySettings settings) {
    try (Speed speed = Speed.open(TestPlatform.get().spark(), plan(settings), Optional::empty)) {
      speed.job().run();
    }
  }

  /** Merged counts by sensor of a rollup. */
  public Map<String, Long> events(String rollup) throws SQLException {
    Map<String, Long> events = new TreeMap<>();
    for (RollupTable table : RollupTable.of(TRAFFIC)) {
      if (table.rollup().name().equals(rollup)) {
        MergedCells merged = MergedCells.of(table);
        try (Connection connection = settings().connect("test");
            PreparedStatement statement = connection.prepareStatement(merged.sql("true"));
            ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            Cell cell = merged.read(rows);
            events.merge(
                (String) cell.dimensions().get(0),
                (Long) table.states().answers(cell.states()).get("events"),
                Long::sum);
          }
        }
      }
    }
    return events;
  }

  /** How many events all live numbers count. */
  public long total() throws SQLException {
    return events("traffic_by_minute").values().stream().mapToLong(Long::longValue).sum();
  }

  /** Waits until so many events are counted, and no more. */
  public void awaitTotal(long total) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (totalIfThere() < total && System.nanoTime() < deadline) {
      Thread.sleep(100);
    }
    assertEquals(total, totalIfThere());
  }

  private long totalIfThere() {
    try {
      return total();
    } catch (SQLException databaseAway) {
      return -1;
    }
  }

  public Position position() throws SQLException {
    try (Connection connection = settings().connect("test")) {
      return Positions.position(connection, "traffic", Positions.SPEED).orElseThrow();
    }
  }

  /** The store, to change it and look into it. */
  public TestDatabase database() {
    return new TestDatabase(() -> settings().connect("test"));
  }
}
