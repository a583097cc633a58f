package io.crossroads.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crossroads.layers.rollup.Cell;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.rollup.Condition;
import io.crossroads.pipelines.rollup.Condition.Comparison;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.Measure.Kind;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MergedViewIT {

  private static final List<Measure> EVERY_KIND =
      List.of(
          Measure.count("events"),
          Measure.share("cold_share", new Condition("value", Comparison.LESS, "0")),
          Measure.of(Kind.SUM, "value", "total"),
          Measure.of(Kind.MEAN, "value", "middle"),
          Measure.of(Kind.VARIANCE, "value", "spread"),
          Measure.of(Kind.MIN, "value", "least"),
          Measure.of(Kind.MAX, "value", "most"));

  @Test
  void theViewOfARollupGivesTheAnswersOfTheApiToTheLastDigit() throws SQLException {
    Pipeline pipeline = TestStore.pipeline("viewed", EVERY_KIND);
    ServingStore.prepare(TestStore.settings(), pipeline);
    RollupTable table = RollupTable.of(pipeline).get(0);
    fill(table);

    List<String> answered = new ArrayList<>();
    MergedCells cells = MergedCells.of(table);
    try (Connection connection = TestStore.settings().connect("test");
        PreparedStatement statement = connection.prepareStatement(cells.sql("true"));
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        Cell cell = cells.read(rows);
        Map<String, Object> answers = table.states().answers(cell.states());
        answered.add(cell.windowStart() + " " + cell.dimensions() + " " + answers.values());
      }
    }
    assertEquals(answered.stream().sorted().toList(), viewed().stream().sorted().toList());
    assertEquals(300, answered.size());
  }

  /** Quotients with ties, negative ones and ones without a value are among them. */
  private static void fill(RollupTable table) throws SQLException {
    Random random = new Random(7);
    try (Connection connection = TestStore.settings().connect("test");
        Statement statement = connection.createStatement()) {
      for (int group = 0; group < 300; group++) {
        for (String layer : List.of(table.batch(), table.speed())) {
          int[] values = random.ints(1 + random.nextInt(8), -99_999, 100_000).toArray();
          boolean empty = group % 50 == 0;
          if (group % 3 == 0) {
            values = new int[] {1, 2 * random.nextInt(9), 3, 4, 5, 6, 7, 8};
          }
          statement.execute(insert(table, layer, group, values, empty));
        }
      }
    }
  }

  private static String insert(
      RollupTable table, String layer, int group, int[] values, boolean empty) {
    long count = empty ? 0 : values.length;
    long sum = 0;
    long squares = 0;
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    long cold = 0;
    for (int value : empty ? new int[0] : values) {
      sum += value;
      squares += (long) value * value;
      least = Math.min(least, value);
      most = Math.max(most, value);
      cold += value < 0 ? 1 : 0;
    }
    List<String> states =
        List.of(
            "" + values.length,
            "" + cold,
            "" + values.length,
            decimal(sum, 2),
            decimal(sum, 2),
            "" + count,
            decimal(sum, 2),
            decimal(squares, 4),
            "" + count,
            empty ? "null" : decimal(least, 2),
            empty ? "null" : decimal(most, 2));
    boolean speed = layer.equals(table.speed());
    return "insert into "
        + layer
        + " (window_start, place, "
        + (speed ? "bucket, " : "")
        + Sql.list(table.stateNames())
        + ") values ('2026-03-01T12:00Z', 'p"
        + group
        + "', "
        + (speed ? "'2026-03-01T12:00Z', " : "")
        + String.join(", ", states)
        + ")";
  }

  private static String decimal(long unscaled, int scale) {
    return BigDecimal.valueOf(unscaled, scale).toPlainString();
  }

  private static List<String> viewed() throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = TestStore.settings().connect("test");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select * from viewed_by_minute")) {
      while (row.next()) {
        List<Object> values = new ArrayList<>();
        values.add(row.getLong("events"));
        for (String name : List.of("cold_share", "total", "middle", "spread", "least", "most")) {
          values.add(row.getBigDecimal(name));
        }
        Instant start = (Instant) ColumnType.TIMESTAMPTZ.read(row, 1);
        rows.add(start + " [" + row.getString("place") + "] " + values);
      }
    }
    return rows;
  }
}
