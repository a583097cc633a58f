package io.crossroads.batch.analyses;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.analysis.Analysis;
import io.crossroads.testkit.LocalSpark;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** The analyses of iot over a handful of readings whose answers can be worked out by hand. */
class IotAnalysesTest {

  private static final StructType ARCHIVE =
      new StructType()
          .add("sensor_id", DataTypes.StringType)
          .add("sensor_type", DataTypes.StringType)
          .add("location", DataTypes.StringType)
          .add("value", DataTypes.createDecimalType(9, 3))
          .add("timestamp", DataTypes.TimestampType)
          .add("is_anomaly", DataTypes.BooleanType)
          .add("battery_level", DataTypes.createDecimalType(6, 3))
          .add("anomaly", DataTypes.BooleanType)
          .add("append_time", DataTypes.TimestampType)
          .add("kafka_topic_id", DataTypes.StringType)
          .add("kafka_partition", DataTypes.IntegerType)
          .add("kafka_offset", DataTypes.LongType);

  private final List<Row> archive = new ArrayList<>();

  private void reading(
      String sensor, String kind, String value, int minute, Boolean flag, String battery) {
    double number = Double.parseDouble(value);
    boolean anomaly = kind.equals("temperature") ? number > 35 : number > 90;
    archive.add(
        RowFactory.create(
            sensor,
            kind,
            "Port",
            new BigDecimal(value).setScale(3),
            at(minute),
            flag,
            battery == null ? null : new BigDecimal(battery).setScale(3),
            anomaly,
            at(minute),
            "topic",
            0,
            (long) archive.size()));
  }

  private static Timestamp at(int minute) {
    return Timestamp.from(Instant.parse("2026-03-02T00:00:00Z").plusSeconds(60L * minute));
  }

  @Test
  void figuresAreThoseOfAWholePopulation() {
    for (String value : List.of("20", "20", "40", "40")) {
      reading("A", "temperature", value, 0, null, null);
    }
    reading("A", "humidity", "50.005", 1, null, null);

    assertEquals(
        List.of(
            List.of("humidity", 1L, 50.005, decimal("50.005"), decimal("50.005"), 0.0, 0L),
            List.of("temperature", 4L, 30.0, decimal("20"), decimal("40"), 10.0, 2L)),
        answer("by_kind"));
    assertEquals(
        List.of("Port", "humidity", 1L, 50.005, decimal("50.005"), decimal("50.005"), 0.0, 0L),
        answer("by_location_and_kind").get(0));
  }

  @Test
  void ratesAreOfEachSensorKindAndPlaceAndOfTheThreeTogether() {
    reading("A", "temperature", "20", 0, null, null);
    reading("A", "temperature", "40", 1, null, null);
    reading("B", "humidity", "50", 2, null, null);

    assertEquals(
        List.of(
            Arrays.asList("kind", null, "humidity", null, 1L, 0L, 0.0),
            Arrays.asList("kind", null, "temperature", null, 2L, 1L, 0.5),
            Arrays.asList("place", null, null, "Port", 3L, 1L, 1 / 3.0),
            Arrays.asList("sensor", "A", null, null, 2L, 1L, 0.5),
            Arrays.asList("sensor", "B", null, null, 1L, 0L, 0.0),
            List.of("sensor, kind and place", "A", "temperature", "Port", 2L, 1L, 0.5),
            List.of("sensor, kind and place", "B", "humidity", "Port", 1L, 0L, 0.0)),
        answer("anomaly_rates"));
  }

  @Test
  void theLastLevelCountsAndThirtyIsNotCritical() {
    reading("A", "temperature", "20", 5, null, "30");
    reading("A", "temperature", "20", 4, null, "10");
    reading("A", "temperature", "20", 6, null, null);
    reading("B", "temperature", "20", 5, null, "80");
    reading("B", "temperature", "20", 5, null, "29.99");

    assertEquals(
        List.of(
            List.of("B", "Port", decimal("29.99"), at(5), true),
            List.of("A", "Port", decimal("30"), at(5), false)),
        answer("batteries"));
  }

  @Test
  void ofSensorsWithAsManyMessagesTheFirstByNameComesFirst() {
    reading("C", "temperature", "20", 0, null, null);
    reading("B", "temperature", "20", 1, null, null);
    reading("A", "temperature", "20", 2, null, null);
    reading("C", "humidity", "50", 3, null, null);

    assertEquals(
        List.of(
            List.of(1, "C", 2L, at(0), at(3)),
            List.of(2, "A", 1L, at(2), at(2)),
            List.of(3, "B", 1L, at(1), at(1))),
        answer("most_active"));
  }

  @Test
  void kindsAreCorrelatedByTheHoursThatHaveBoth() {
    for (int hour = 0; hour < 4; hour++) {
      reading("A", "temperature", String.valueOf(20 + hour), 60 * hour, null, null);
      reading("A", "humidity", String.valueOf(80 - 2 * hour), 60 * hour + 1, null, null);
    }
    reading("A", "humidity", "100", 61, null, null);
    reading("A", "temperature", "25", 60 * 9, null, null);

    assertEquals(
        List.of("Port", "humidity", "temperature", 4L, -0.60163, 4L, -1.0),
        answer("correlations").get(0));
  }

  @Test
  void aCorrelationOfOneHourIsUndefined() {
    reading("A", "temperature", "20", 0, null, null);
    reading("A", "humidity", "50", 1, null, null);

    assertEquals(
        List.of(Arrays.asList("Port", "humidity", "temperature", 1L, null, 1L, null)),
        answer("correlations"));
  }

  @Test
  void detectionIsMeasuredAgainstTheFlagAndUndefinedWhereThereIsNothing() {
    reading("A", "temperature", "40", 0, true, null);
    reading("A", "temperature", "41", 1, false, null);
    reading("A", "temperature", "20", 2, true, null);
    reading("A", "temperature", "20", 3, true, null);
    reading("A", "temperature", "42", 4, null, null);
    reading("A", "humidity", "50", 5, false, null);

    assertEquals(
        List.of(
            Arrays.asList("humidity", 0L, 0L, 0L, 1L, 0L, null, null),
            List.of("temperature", 1L, 1L, 2L, 0L, 1L, 0.5, 1 / 3.0),
            List.of("all", 1L, 1L, 2L, 1L, 1L, 0.5, 1 / 3.0)),
        answer("detection_quality"));
  }

  @Test
  void unusualIsWhatIsFurtherThanSixMadFromTheMedianOfItsHour() {
    for (String value : List.of("24.0", "24.2", "24.4", "24.6", "24.8", "31.0")) {
      reading("A", "temperature", value, 14 * 60 + archive.size(), null, null);
    }
    for (String value : List.of("20", "20", "20", "30")) {
      reading("A", "temperature", value, 15 * 60 + archive.size(), null, null);
    }
    for (String value : List.of("20", "21", "22", "23", "30")) { // 22 + 6 x 1 is 28
      reading("B", "temperature", value, archive.size(), null, null);
    }
    for (String value : List.of("20", "21", "22", "23", "28")) {
      reading("C", "temperature", value, archive.size(), null, null);
    }

    assertEquals(
        List.of(
            List.of("A", "temperature", "Port", at(14 * 60 + 5), decimal("31"), 24.5, 0.3, false),
            List.of("B", "temperature", "Port", at(14), decimal("30"), 22.0, 1.0, false)),
        answer("unusual"));
  }

  private List<List<Object>> answer(String name) {
    List<Row> shuffled = new ArrayList<>(archive);
    Collections.shuffle(shuffled, new Random(7));
    LocalSpark.session().createDataFrame(shuffled, ARCHIVE).createOrReplaceTempView("archive");
    Analysis analysis =
        Pipelines.named("iot").analyses().stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow();
    return LocalSpark.session().sql(analysis.sql()).collectAsList().stream()
        .map(IotAnalysesTest::values)
        .toList();
  }

  private static List<Object> values(Row row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      values.add(row.get(i));
    }
    return values;
  }

  private static BigDecimal decimal(String value) {
    return new BigDecimal(value).setScale(3);
  }
}
