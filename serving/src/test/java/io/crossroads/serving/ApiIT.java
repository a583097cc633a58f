package io.crossroads.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossroads.layers.rollup.Cell;
import io.crossroads.layers.rollup.Sketches;
import io.crossroads.pipelines.traffic.Traffic;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ApiIT {

  private static final String MINUTES = "/api/v1/query?rollup=readings_by_minute&measures=events";

  private static TestStore store;
  private static TestApi api;

  @BeforeAll
  static void start() throws SQLException {
    store = TestStore.with(Traffic.pipeline(), Readings.pipeline());
    ExampleData.fill(store);
    Layers layers = new Layers(store, Readings.pipeline());
    layers.speed(
        9,
        ExampleData.minute(1),
        Map.of(
            "readings_by_minute",
            List.of(
                reading(0, Arrays.asList("roof", 3L, true), "a", "-2.00", "1.50"),
                reading(0, Arrays.asList("roof", null, null), "b", "4.00"),
                reading(1, Arrays.asList(null, null, false), "a", "0.25")),
            "readings_sliding",
            List.of(
                sliding("2026-03-29T00:55:00Z", LocalDate.of(1999, 12, 31), "45.5", 2),
                sliding("2026-03-29T01:00:00Z", null, "45.5", 3))),
        List.of());
    layers.views(
        ExampleData.minute(0),
        0,
        Map.of(
            "readings_by_minute",
            List.of(
                new Cell(
                    ExampleData.minute(0),
                    Arrays.asList("roof", 3L, true),
                    null,
                    states(List.of("c", "a"), "10.00")))));
    api = TestApi.start(store.reader(), Traffic.pipeline(), Readings.pipeline());
  }

  @AfterAll
  static void stop() {
    api.close();
    store.close();
  }

  private static Cell reading(
      int minute, List<Object> dimensions, String sensor, String... values) {
    return new Cell(
        ExampleData.minute(minute),
        dimensions,
        ExampleData.minute(minute),
        states(List.of(sensor), values));
  }

  private static Cell sliding(String window, LocalDate built, String slope, long events) {
    return new Cell(
        Instant.parse(window),
        Arrays.asList(built, new BigDecimal(slope)),
        ExampleData.minute(0),
        List.of(events));
  }

  private static List<Object> states(List<String> sensors, String... values) {
    List<BigDecimal> numbers = Arrays.stream(values).map(BigDecimal::new).sorted().toList();
    BigDecimal sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal squares =
        numbers.stream().map(n -> n.multiply(n)).reduce(BigDecimal.ZERO, BigDecimal::add);
    long count = values.length;
    var ranks = Sketches.quantiles();
    numbers.forEach(n -> ranks.update(n.unscaledValue().doubleValue()));
    var distinct = Sketches.distinct();
    sensors.forEach(distinct::update);
    var top = Sketches.top();
    sensors.forEach(top::update);
    return List.of(
        count,
        numbers.stream().filter(n -> n.signum() < 0).count(),
        count,
        sum,
        sum,
        count,
        sum,
        squares,
        count,
        numbers.get(0),
        numbers.get(numbers.size() - 1),
        Sketches.bytes(ranks),
        Sketches.bytes(distinct),
        Sketches.bytes(top));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void everyKindOfMeasureIsMergedOverBothLayers() {
    JsonNode row =
        api.ok("/api/v1/query?rollup=readings_by_minute&where=outside%3Dtrue")
            .json()
            .path("rows")
            .path(0);
    // Of -2, 1.5 and 10: the sum 9.5, the squares 106.25, so the variance (3 * 106.25 - 9.5^2) / 9.
    assertEquals(
        """
        {"window_start":"2026-03-02T08:00:00Z","window_end":"2026-03-02T08:01:00Z",\
        "place":"roof","floor":3,"outside":true,"events":3,"cold":0.333333,"total":9.50,\
        "mean":3.16666667,"spread":25.3888888889,"least":-2.00,"most":10.00,\
        "ranks":{"p50":1.50,"p95":10.00},"sensors":2,\
        "frequent":[{"value":"a","estimate":2,"lower":2,"upper":2},\
        {"value":"c","estimate":1,"lower":1,"upper":1}]}\
        """,
        row.toString());
  }

  @Test
  void theWholeIsMergedWhenDimensionsAreLeftOut() {
    assertEquals(
        """
        {"window_start":"2026-03-02T08:00:00Z","window_end":"2026-03-02T08:01:00Z","events":4}
        {"window_start":"2026-03-02T08:01:00Z","window_end":"2026-03-02T08:02:00Z","events":1}
        """,
        api.ok(MINUTES + "&dimensions=").rows());
  }

  @Test
  void absentValuesAreAGroupThatCanBeAskedFor() {
    String row =
        """
        {"window_start":"2026-03-02T08:01:00Z","window_end":"2026-03-02T08:02:00Z",\
        "place":null,"floor":null,"outside":false,"events":1}
        """;
    assertEquals(row, api.ok(MINUTES + "&where=place%3D").rows());
    assertEquals(row, api.ok(MINUTES + "&where=place%3D&where=outside%3Dfalse").rows());
    assertEquals("", api.ok(MINUTES + "&where=place%3D&where=outside%3Dtrue").rows());
  }

  @Test
  void valuesOfOneDimensionAddUpAndDimensionsNarrow() {
    assertEquals(2, api.ok(MINUTES + "&where=place%3Droof").json().path("rows").size());
    assertEquals(
        3, api.ok(MINUTES + "&where=place%3Droof&where=place%3D").json().path("rows").size());
    assertEquals(
        1,
        api.ok(MINUTES + "&where=place%3Droof&where=place%3D&where=floor%3D3")
            .json()
            .path("rows")
            .size());
    assertEquals("", api.ok(MINUTES + "&where=" + encoded("place=' or true --")).rows());
  }

  @Test
  void windowsOverlapAndLastWhatTheClockSaysWhenItIsPutForward() {
    assertEquals(
        """
        {"window_start":"2026-03-29T00:55:00Z","window_end":"2026-03-29T01:05:00Z",\
        "built":"1999-12-31","slope":45.5,"events":2}
        {"window_start":"2026-03-29T01:00:00Z","window_end":"2026-03-29T01:10:00Z",\
        "built":null,"slope":45.5,"events":3}
        """,
        api.ok("/api/v1/query?rollup=readings_sliding&where=slope%3D45.50").rows());
    assertEquals(
        1,
        api.ok("/api/v1/query?rollup=readings_sliding&where=built%3D1999-12-31")
            .json()
            .path("rows")
            .size());
  }

  @Test
  void totalsAreOfAllEventsOfARangeAndNotOfItsWindows() {
    assertEquals(
        """
        {"place":"roof","events":4,"mean":3.37500000,"least":-2.00,"most":10.00,"sensors":3}
        {"place":null,"events":1,"mean":0.25000000,"least":0.25,"most":0.25,"sensors":1}
        """,
        api.ok(
                "/api/v1/totals?rollup=readings_by_minute&dimensions=place&order=-events"
                    + "&measures=events,mean,least,most,sensors")
            .rows());
    String total = "/api/v1/totals?rollup=readings_by_minute&dimensions=&measures=events,sensors";
    assertEquals("{\"events\":5,\"sensors\":3}\n", api.ok(total).rows());
    assertEquals(
        "{\"events\":1,\"sensors\":1}\n",
        api.ok(total + "&from=2026-03-02T08:01:00Z&to=2026-03-02T08:02:00Z").rows());
    assertEquals("", api.ok(total + "&from=2026-03-03").rows());
  }

  @Test
  void totalsCountWindowsThatFollowEachOtherOnce() {
    assertEquals(
        "{\"events\":3}\n", api.ok("/api/v1/totals?rollup=readings_sliding&dimensions=").rows());
  }

  @Test
  void totalsSayThatThereIsMoreAndRefuseAnOrderByWindows() {
    String totals = "/api/v1/totals?rollup=traffic_by_minute&measures=events";
    JsonNode first = api.ok(totals + "&limit=1&order=-sensor_id").json();
    assertEquals("S2", first.path("rows").path(0).path("sensor_id").asText());
    assertTrue(first.path("more").asBoolean());
    TestApi.Reply refused = api.get(totals + "&order=window_start");
    assertEquals(400, refused.status());
    assertEquals("order", refused.json().path("parameter").asText());
  }

  @Test
  void theRangeOfTimeIsHalfOpenAndInAnyOffset() {
    String from = "&from=" + encoded("2026-03-02T09:00:00+01:00");
    assertEquals(2, api.ok(MINUTES + from + "&to=2026-03-02T08:01:00Z").json().path("rows").size());
    assertEquals(
        3, api.ok(MINUTES + from + "&to=2026-03-02T08:01:00.000001Z").json().path("rows").size());
    assertEquals(3, api.ok(MINUTES + "&from=2026-03-02&to=2026-03-03").json().path("rows").size());
    assertEquals(0, api.ok(MINUTES + "&from=2026-03-03").json().path("rows").size());
  }

  @Test
  void rowsAreOrderedByDimensionOrMeasureEitherWay() {
    String places = "/api/v1/query?rollup=traffic_by_minute&measures=events,speed_mean&order=";
    assertEquals(
        List.of("S1", "S1", "S1", "S2", "S2"), column(api.ok(places + "sensor_id"), "sensor_id"));
    assertEquals(
        List.of("S2", "S2", "S1", "S1", "S1"), column(api.ok(places + "-sensor_id"), "sensor_id"));
    assertEquals(
        List.of("20.00000000", "20.33333333", "58.25000000", "60.03333333", "60.99019608"),
        column(api.ok(places + "speed_mean"), "speed_mean"));
    assertEquals(
        List.of("51", "30", "30", "10", "1"), column(api.ok(places + "-events"), "events"));
    for (String measure : List.of("cold", "total", "mean", "spread", "least", "most")) {
      api.ok("/api/v1/query?rollup=readings_by_minute&order=-" + measure);
    }
  }

  private static List<String> column(TestApi.Reply reply, String name) {
    List<String> values = new ArrayList<>();
    reply.json().path("rows").forEach(row -> values.add(text(row.path(name))));
    return values;
  }

  private static String text(JsonNode value) {
    return value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
  }

  @Test
  void pagesGiveEachRowOnceInEveryOrder() {
    for (String rollup : List.of("readings_by_minute", "readings_sliding", "traffic_by_minute")) {
      JsonNode described = api.ok("/api/v1/rollups/" + rollup).json();
      List<String> orders = new ArrayList<>(List.of("window_start"));
      described.path("dimensions").forEach(d -> orders.add(d.path("name").asText()));
      for (String order : orders) {
        for (String sign : List.of("", "-")) {
          String question =
              String.format(
                  Locale.ROOT,
                  "/api/v1/query?rollup=%s&measures=events&order=%s%s",
                  rollup,
                  sign,
                  order);
          List<String> all = rows(api.ok(question).json());
          List<String> paged = new ArrayList<>();
          String cursor = "";
          while (cursor != null) {
            JsonNode page = api.ok(question + "&limit=1" + cursor).json();
            paged.addAll(rows(page));
            cursor = page.path("next").isNull() ? null : "&cursor=" + page.path("next").asText();
          }
          assertEquals(all, paged, question);
          assertEquals(all.size(), new TreeSet<>(all).size());
        }
      }
    }
  }

  private static List<String> rows(JsonNode answer) {
    List<String> rows = new ArrayList<>();
    answer.path("rows").forEach(row -> rows.add(row.toString()));
    return rows;
  }

  @Test
  void aPageGoesOnBehindItsRowWhateverWasAddedMeanwhile() throws SQLException {
    String question = "/api/v1/query?rollup=traffic_by_hour&measures=events&limit=1";
    JsonNode first = api.ok(question).json();
    store.execute(
        "insert into serving.batch_traffic_by_hour (window_start, sensor_id, events)"
            + " values ('2026-03-02T07:00:00Z', 'S9', 1), ('2026-03-02T08:00:00Z', 'S1x', 1)");
    JsonNode second = api.ok(question + "&cursor=" + first.path("next").asText()).json();
    store.execute("delete from serving.batch_traffic_by_hour where sensor_id in ('S9', 'S1x')");
    assertEquals("S1", first.path("rows").path(0).path("sensor_id").asText());
    assertEquals("S1x", second.path("rows").path(0).path("sensor_id").asText());
  }

  @Test
  void latestAlertsAndAnalysesHavePagesToo() {
    for (String path : List.of("latest", "alerts", "analyses/by_hour_of_day")) {
      String question = "/api/v1/pipelines/traffic/" + path + "?limit=1";
      List<String> paged = new ArrayList<>();
      String cursor = "";
      while (cursor != null) {
        JsonNode page = api.ok(question + cursor).json();
        paged.addAll(rows(page));
        cursor = page.path("next").isNull() ? null : "&cursor=" + page.path("next").asText();
      }
      List<String> all = rows(api.ok("/api/v1/pipelines/traffic/" + path).json());
      assertTrue(all.size() > 1, path);
      assertEquals(all, paged, path);
    }
  }

  @Test
  void alertsAreNarrowedByNameStateSeverityAndStart() {
    String alerts = "/api/v1/pipelines/traffic/alerts";
    assertEquals(List.of("congestion", "silent"), column(api.ok(alerts), "alert"));
    assertEquals(List.of("congestion"), column(api.ok(alerts + "?state=open"), "alert"));
    assertEquals(List.of("silent"), column(api.ok(alerts + "?state=ended"), "alert"));
    assertEquals(List.of("silent"), column(api.ok(alerts + "?alert=silent"), "alert"));
    assertEquals(List.of("silent"), column(api.ok(alerts + "?severity=HIGH"), "alert"));
    assertEquals(
        List.of("congestion", "silent"),
        column(api.ok(alerts + "?severity=HIGH&severity=MEDIUM"), "alert"));
    assertEquals(
        List.of("congestion"), column(api.ok(alerts + "?from=2026-03-02T08:00:00Z"), "alert"));
    assertEquals(List.of("silent"), column(api.ok(alerts + "?to=2026-03-02T08:00:00Z"), "alert"));
    assertEquals("", api.ok("/api/v1/pipelines/readings/alerts").rows());
  }

  @Test
  void latestEventsAreNarrowedByKey() {
    String latest = "/api/v1/pipelines/traffic/latest";
    assertEquals(List.of("S1", "S2"), column(api.ok(latest), "key"));
    assertEquals(List.of("S2"), column(api.ok(latest + "?key=S2"), "key"));
    assertEquals(List.of("S1", "S2"), column(api.ok(latest + "?key=S2&key=S1&key=S7"), "key"));
  }

  @Test
  void rollupsAreNarrowedByPipeline() {
    List<String> names = new ArrayList<>();
    api.ok("/api/v1/rollups?pipeline=readings")
        .json()
        .path("rollups")
        .forEach(rollup -> names.add(rollup.path("name").asText()));
    assertEquals(List.of("readings_by_minute", "readings_sliding"), names);
    assertEquals(4, api.ok("/api/v1/rollups").json().path("rollups").size());
  }

  @Test
  void aPipelineWithoutAnythingYetHasEmptyAnswers() throws SQLException {
    try (TestStore empty = TestStore.with(Traffic.pipeline());
        TestApi fresh = TestApi.start(empty.reader(), Traffic.pipeline())) {
      JsonNode answer = fresh.ok("/api/v1/query?rollup=traffic_by_minute").json();
      assertEquals(
          "{\"rollup\":\"traffic_by_minute\",\"pipeline\":\"traffic\",\"horizon\":null,"
              + "\"generation\":0,\"fresh_until\":null,\"covers_archive\":true,\"kept_from\":null",
          answer.toString().split(",\"columns\"")[0]);
      assertEquals(
          "{\"pipeline\":\"traffic\",\"horizon\":{\"time\":null,\"generation\":0,"
              + "\"published_at\":null,\"topic_id\":null,\"partitions\":[]},\"queries\":[]}",
          fresh.ok("/api/v1/pipelines/traffic/positions").text());
      assertEquals("", fresh.ok("/api/v1/pipelines/traffic/latest").rows());
    }
  }
}
