package io.crossroads.pipelines.iot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.ArchiveLayout.Copy;
import io.crossroads.pipelines.ArchiveLayout.PartitionBy;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.analysis.Analysis;
import io.crossroads.pipelines.rollup.ConditionsOnEvent;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.Rollup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The names that users and their scripts know. */
class IotTest {

  private final Pipeline iot = Iot.pipeline();

  @Test
  void aSensorIsTheKeyAndTheEntityOfThreePartitions() {
    assertEquals("iot-sensors", iot.topic());
    assertEquals(3, iot.topicPartitions());
    assertEquals(0.5, iot.rate(), "one every two seconds");
    assertEquals("sensor_id", iot.schema().key());
    assertEquals(Optional.of("sensor_id"), iot.schema().entity());
    assertEquals(List.of("sensor_id", "sensor_type", "timestamp"), iot.identity());
  }

  @Test
  void readingsAreArchivedByDayAndKindAndAnomaliesAreCopied() {
    assertEquals("iot-data", iot.archive().bucket());
    assertEquals("processed", iot.archive().table());
    assertEquals(
        List.of(new PartitionBy.Day("timestamp"), new PartitionBy.Value("sensor_type")),
        iot.archive().partitions());
    Copy copy = iot.archive().copies().get(0);
    assertEquals("anomalies", copy.table());

    Readings readings = new Readings();
    ConditionsOnEvent copied = new ConditionsOnEvent(copy.where(), iot.schema());
    assertTrue(copied.test(readings.event(Readings.reading(Kind.TEMPERATURE, "35.01"))));
    assertFalse(copied.test(readings.event(Readings.reading(Kind.TEMPERATURE, "35"))));
  }

  @Test
  void bothLayersCountAMinuteEveryThirtySecondsAndAnHour() {
    Rollup minute = iot.rollups().get(0);
    assertEquals("iot_by_minute", minute.name());
    assertEquals(List.of("sensor_type", "location"), minute.dimensions());
    assertEquals(Duration.ofMinutes(1), minute.window().size());
    assertEquals(Duration.ofSeconds(30), minute.window().slide());

    Rollup hour = iot.rollups().get(1);
    assertEquals("iot_by_hour", hour.name());
    assertEquals(List.of("sensor_type"), hour.dimensions());
    assertEquals(Duration.ofHours(1), hour.window().slide());
    for (Rollup rollup : List.of(minute, hour)) {
      assertEquals(
          List.of("events", "value_mean", "value_min", "value_max", "anomalies"),
          rollup.measures().stream().map(Measure::name).toList());
    }

    Rollup place = iot.rollups().get(2);
    assertEquals("iot_by_location", place.name());
    assertEquals(List.of("location"), place.dimensions());
    assertEquals(
        List.of("events", "anomalies", "battery_mean", "sensors"),
        place.measures().stream().map(Measure::name).toList());
  }

  @Test
  void theBatchLayerAnswersNineQuestions() {
    assertEquals(
        List.of(
            "by_kind",
            "by_location_and_kind",
            "anomaly_rates",
            "batteries",
            "most_active",
            "correlations",
            "detection_quality",
            "unusual",
            "duplicates"),
        iot.analyses().stream().map(Analysis::name).toList());
  }
}
