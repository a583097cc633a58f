package io.crossroads.serving;

import io.crossroads.layers.rollup.Cell;
import io.crossroads.layers.speed.LatestEvent;
import io.crossroads.pipelines.traffic.Traffic;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Three minutes of traffic of two sensors, of which the first is the batch layer's; docs/api.md
 * shows the answers.
 */
public final class ExampleData {

  public static final Instant EIGHT = Instant.parse("2026-03-02T08:00:00Z");

  private ExampleData() {}

  public static Instant minute(int minutes) {
    return EIGHT.plusSeconds(60L * minutes);
  }

  /** The states of a traffic rollup: count, then sum, least and greatest of speed and density. */
  public static List<Object> states(
      long events, String speedSum, String speedMin, String speedMax, String densitySum) {
    BigDecimal density = new BigDecimal(densitySum);
    BigDecimal each = density.divide(BigDecimal.valueOf(events));
    return Arrays.asList(
        events,
        new BigDecimal(speedSum),
        events,
        new BigDecimal(speedMin),
        new BigDecimal(speedMax),
        density,
        events,
        each,
        each);
  }

  /** Fills a store. */
  public static void fill(TestStore store) throws SQLException {
    Layers layers = new Layers(store, Traffic.pipeline());
    Instant appended = Instant.parse("2026-03-02T08:02:04.318Z");
    layers.speed(
        122,
        appended,
        Map.of(
            "traffic_by_minute",
            List.of(
                speed(0, 0, "S1", states(50, "3050.50", "41.25", "78.00", "1500.00")),
                speed(0, 1, "S1", states(1, "60.00", "60.00", "60.00", "30.00")),
                speed(0, 0, "S2", states(10, "200.00", "18.00", "22.00", "750.00")),
                speed(1, 1, "S1", states(30, "1801.00", "50.00", "70.00", "900.00")),
                speed(1, 1, "S2", states(30, "610.00", "17.50", "24.00", "2400.00")),
                speed(2, 2, "S1", states(1, "58.25", "58.25", "58.25", "33.00"))),
            "traffic_by_hour",
            List.of(
                speed(0, 0, "S1", states(50, "3050.50", "41.25", "78.00", "1500.00")),
                speed(0, 0, "S2", states(10, "200.00", "18.00", "22.00", "750.00")),
                speed(0, 1, "S1", states(31, "1861.00", "50.00", "70.00", "930.00")),
                speed(0, 1, "S2", states(30, "610.00", "17.50", "24.00", "2400.00")),
                speed(0, 2, "S1", states(1, "58.25", "58.25", "58.25", "33.00")))),
        List.of(
            latest("S1", 121, minute(2), appended, "58.25", "33.00"),
            latest("S2", 119, minute(1), minute(1).plusSeconds(30), "20.50", "81.00")));
    layers.views(
        minute(1),
        60,
        Map.of(
            "traffic_by_minute",
            List.of(
                Layers.batchCell(
                    minute(0), List.of("S1"), states(50, "3050.50", "41.25", "78.00", "1500.00")),
                Layers.batchCell(
                    minute(0), List.of("S2"), states(10, "200.00", "18.00", "22.00", "750.00"))),
            "traffic_by_hour",
            List.of(
                Layers.batchCell(
                    minute(0), List.of("S1"), states(50, "3050.50", "41.25", "78.00", "1500.00")),
                Layers.batchCell(
                    minute(0), List.of("S2"), states(10, "200.00", "18.00", "22.00", "750.00")))));
    store.execute(
        """
        insert into serving.alert values ('traffic', 'silent', '{"sensor_id": "S2"}',
          '2026-03-02T07:30:00Z', '2026-03-02T07:40:00Z', '2026-03-02T07:40:00Z', 'HIGH',
          '{"seconds": 600}')
        """);
    store.execute(
        "update serving.horizon set published_at = '2026-03-02T08:02:01Z' where pipeline ="
            + " 'traffic'");
    store.execute("update serving.position set committed_at = '2026-03-02T08:02:05Z'");
    store.execute("update serving.alert set raised_at = '2026-03-02T08:02:05Z'");
    store.execute(
        """
        insert into serving.newest_rejected values ('traffic', 'topic-id', 0, 120,
          '2026-03-02T08:02:03.901Z', 'out_of_range', 'average_speed', 93,
          '{"sensor_id":"S1","timestamp":"2026-03-02T08:02:00Z","average_speed":-1,"traffic_density":33}')
        """);
    analysis(store);
  }

  private static void analysis(TestStore store) throws SQLException {
    store.execute(
        """
        insert into serving.analysis values ('traffic', 'by_hour_of_day',
          'Vehicles at each hour of the day, 0 to 23, over all junctions',
          '[{"name": "hour", "type": "int"}, {"name": "total", "type": "bigint"}]',
          3, '2026-03-02T00:10:00Z')
        """);
    store.execute(
        """
        insert into serving.analysis_row values
          ('traffic', 'by_hour_of_day', 1, '{"hour": 0, "total": 120}'),
          ('traffic', 'by_hour_of_day', 2, '{"hour": 1, "total": 80}'),
          ('traffic', 'by_hour_of_day', 3, '{"hour": 2, "total": 61}')
        """);
  }

  private static Cell speed(int window, int bucket, String sensor, List<Object> states) {
    return Layers.speedCell(minute(window), minute(bucket), List.of(sensor), states);
  }

  private static LatestEvent latest(
      String sensor, long offset, Instant time, Instant appended, String speed, String density) {
    return new LatestEvent(
        sensor,
        String.format(
            Locale.ROOT,
            "{\"sensor_id\": \"%s\", \"timestamp\": \"%s\", \"average_speed\": %s, \"traffic_density\": %s}",
            sensor,
            time,
            speed,
            density),
        time,
        appended,
        0,
        offset,
        appended,
        appended);
  }
}
