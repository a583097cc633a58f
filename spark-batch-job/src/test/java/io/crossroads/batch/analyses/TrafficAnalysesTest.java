package io.crossroads.batch.analyses;

import static java.util.stream.Collectors.averagingInt;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summarizingInt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.analysis.Analysis;
import io.crossroads.testkit.LocalSpark;
import java.sql.Date;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each analysis against the same worked out in plain Java, over a history with gaps and jumps. */
class TrafficAnalysesTest {

  private record Count(LocalDateTime time, int junction, int vehicles, long id) {

    YearMonth month() {
      return YearMonth.from(time);
    }

    int weekday() {
      return time.getDayOfWeek().getValue();
    }

    List<Integer> place() {
      return List.of(junction, weekday(), time.getHour());
    }
  }

  private static final List<Count> HISTORY = history();

  /** Ten weeks from November to January at two junctions, without December at the second. */
  private static List<Count> history() {
    Random random = new Random(4);
    List<Count> counts = new ArrayList<>();
    for (int junction = 1; junction <= 2; junction++) {
      for (int hour = 0; hour < 24 * 7 * 10; hour++) {
        LocalDateTime time = LocalDateTime.of(2015, 11, 2, 0, 0).plusHours(hour);
        boolean missing = random.nextInt(40) == 0 || time.getMonthValue() == 12 && junction == 2;
        int usual = time.getHour() < 3 ? 7 : 20 + time.getHour() + random.nextInt(9);
        if (!missing) {
          int vehicles = random.nextInt(200) == 0 ? usual * 9 : usual;
          counts.add(new Count(time, junction, vehicles, counts.size()));
        }
      }
    }
    return counts;
  }

  @BeforeAll
  static void makeView() {
    StructType schema =
        new StructType()
            .add("date_time", DataTypes.TimestampNTZType, false)
            .add("junction", DataTypes.IntegerType, false)
            .add("vehicles", DataTypes.IntegerType, false)
            .add("id", DataTypes.LongType, false);
    List<Row> rows =
        HISTORY.stream()
            .map(
                count ->
                    RowFactory.create(count.time(), count.junction(), count.vehicles(), count.id()))
            .toList();
    LocalSpark.session().createDataFrame(rows, schema).createOrReplaceTempView("history");
  }

  private static List<List<Object>> answer(String name) {
    Analysis analysis =
        Pipelines.named("traffic").analyses().stream()
            .filter(declared -> declared.name().equals(name))
            .findFirst()
            .orElseThrow();
    assertEquals(List.of(Analysis.Input.HISTORY), analysis.inputs());
    List<List<Object>> rows = new ArrayList<>();
    for (Row row : LocalSpark.session().sql(analysis.sql()).collectAsList()) {
      rows.add(IntStream.range(0, row.size()).mapToObj(row::get).toList());
    }
    return rows;
  }

  @Test
  void vehiclesByJunction() {
    List<List<Object>> expected = new ArrayList<>();
    new TreeMap<>(HISTORY.stream().collect(groupingBy(Count::junction, statistics())))
        .forEach(
            (junction, all) ->
                expected.add(
                    List.of(
                        junction,
                        all.getCount(),
                        all.getSum(),
                        all.getAverage(),
                        all.getMin(),
                        all.getMax())));
    assertEquals(expected, answer("vehicles_by_junction"));
  }

  @Test
  void byHourOfDayAndByWeekday() {
    assertEquals(totals(count -> count.time().getHour()), answer("by_hour_of_day"));
    assertEquals(24, answer("by_hour_of_day").size());
    assertEquals(totals(Count::weekday), answer("by_weekday"));
    assertEquals(7, answer("by_weekday").size());
  }

  private static List<List<Object>> totals(java.util.function.Function<Count, Integer> by) {
    List<List<Object>> expected = new ArrayList<>();
    new TreeMap<>(HISTORY.stream().collect(groupingBy(by, statistics())))
        .forEach(
            (value, all) ->
                expected.add(List.of(value, all.getCount(), all.getSum(), all.getAverage())));
    return expected;
  }

  @Test
  void byMonth() {
    List<List<Object>> expected = new ArrayList<>();
    for (int junction = 1; junction <= 2; junction++) {
      int of = junction;
      new TreeMap<>(
              HISTORY.stream()
                  .filter(count -> count.junction() == of)
                  .collect(groupingBy(Count::month, statistics())))
          .forEach(
              (month, all) ->
                  expected.add(List.of(of, firstDay(month), all.getSum(), all.getAverage())));
    }
    assertEquals(5, expected.size());
    assertEquals(expected, answer("by_month"));
  }

  @Test
  void peakHours() {
    Map<Integer, Double> means =
        HISTORY.stream()
            .collect(groupingBy(count -> count.time().getHour(), averagingInt(Count::vehicles)));
    List<Integer> best =
        means.keySet().stream()
            .sorted(Comparator.comparing((Integer hour) -> -means.get(hour)).thenComparing(h -> h))
            .limit(3)
            .toList();
    assertEquals(
        IntStream.range(0, 3)
            .mapToObj(i -> List.<Object>of(i + 1, best.get(i), means.get(best.get(i))))
            .toList(),
        answer("peak_hours"));
  }

  @Test
  void equalPeakHoursAreInTheOrderOfTheDay() {
    LocalSpark.session()
        .sql(
            "SELECT timestamp_ntz'2015-11-01 00:00:00' + INTERVAL '1' HOUR * id AS date_time,"
                + " 1 AS junction, 5 AS vehicles, id FROM range(24)")
        .createOrReplaceTempView("history");
    try {
      assertEquals(
          List.of(List.of(1, 0, 5.0), List.of(2, 1, 5.0), List.of(3, 2, 5.0)),
          answer("peak_hours"));
    } finally {
      makeView();
    }
  }

  @Test
  void growth() {
    TreeMap<YearMonth, Long> totals = new TreeMap<>();
    HISTORY.forEach(count -> totals.merge(count.month(), (long) count.vehicles(), Long::sum));
    List<List<Object>> expected = new ArrayList<>();
    totals.forEach(
        (month, total) -> {
          Long before = totals.get(month.minusMonths(1));
          Double percent = before == null ? null : (total - before) * 100.0 / before;
          expected.add(Arrays.asList(firstDay(month), total, before, percent));
        });
    assertEquals(3, expected.size());
    assertEquals(expected, answer("growth"));
  }

  @Test
  void missingHours() {
    List<List<Object>> expected = new ArrayList<>();
    for (int junction = 1; junction <= 2; junction++) {
      Count before = null;
      for (Count count : HISTORY) {
        if (count.junction() != junction) {
          continue;
        }
        if (before != null && !before.time().plusHours(1).equals(count.time())) {
          LocalDateTime first = before.time().plusHours(1);
          long hours = java.time.Duration.between(first, count.time()).toHours();
          expected.add(
              List.of(junction, first, count.time().minusHours(1), Math.toIntExact(hours)));
        }
        before = count;
      }
    }
    assertTrue(expected.size() > 20, expected.size() + " gaps");
    assertEquals(expected, answer("missing_hours"));
  }

  @Test
  void outliers() {
    Map<List<Integer>, List<Count>> places = HISTORY.stream().collect(groupingBy(Count::place));
    List<List<Object>> expected = new ArrayList<>();
    for (Count count : HISTORY) {
      List<Count> alike = places.get(count.place());
      double median = median(alike.stream().map(other -> (double) other.vehicles()));
      double mad = median(alike.stream().map(other -> Math.abs(other.vehicles() - median)));
      if (mad > 0 && Math.abs(count.vehicles() - median) > 5 * 1.4826 * mad) {
        expected.add(List.of(count.junction(), count.time(), count.vehicles(), median, mad));
      }
    }
    assertTrue(expected.size() > 5, expected.size() + " outliers");
    assertEquals(expected, answer("outliers"));
  }

  private static double median(Stream<Double> values) {
    double[] sorted = values.mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static java.util.stream.Collector<Count, ?, IntSummaryStatistics> statistics() {
    return summarizingInt(Count::vehicles);
  }

  private static Date firstDay(YearMonth month) {
    return Date.valueOf(month.atDay(1));
  }
}
