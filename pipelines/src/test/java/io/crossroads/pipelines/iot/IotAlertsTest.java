package io.crossroads.pipelines.iot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.alert.Severity;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.rollup.ConditionsOnEvent;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IotAlertsTest {

  private final Readings readings = new Readings();

  @ParameterizedTest
  @CsvSource({
    "TEMPERATURE, 5, HIGH",
    "TEMPERATURE, 5.001, MEDIUM",
    "TEMPERATURE, 14.99, MEDIUM",
    "TEMPERATURE, 15, NONE",
    "TEMPERATURE, 35, NONE",
    "TEMPERATURE, 35.01, MEDIUM",
    "TEMPERATURE, 44.999, MEDIUM",
    "TEMPERATURE, 45, HIGH",
    "TEMPERATURE, 85, HIGH",
    "HUMIDITY, 15, HIGH",
    "HUMIDITY, 15.001, MEDIUM",
    "HUMIDITY, 90, NONE",
    "HUMIDITY, 100, MEDIUM",
    "PRESSURE, 955, HIGH",
    "PRESSURE, 955.001, MEDIUM",
    "PRESSURE, 1054.999, MEDIUM",
    "PRESSURE, 1055, HIGH",
    "LIGHT, 0, NONE",
    "LIGHT, 100000.5, MEDIUM",
    "LIGHT, 149999, MEDIUM",
    "LIGHT, 150000, HIGH"
  })
  void aValueOutsideByHalfOfTheWidthIsUrgent(Kind kind, String value, String severity) {
    assertEquals(severity, raised("out_of_range", Readings.reading(kind, value)));
  }

  @ParameterizedTest
  @CsvSource({
    "TEMPERATURE, 14.999, NONE",
    "TEMPERATURE, 15, LOW",
    "TEMPERATURE, 16, LOW",
    "TEMPERATURE, 16.001, NONE",
    "TEMPERATURE, 33.999, NONE",
    "TEMPERATURE, 34, LOW",
    "TEMPERATURE, 35, LOW",
    "TEMPERATURE, 35.001, NONE",
    "HUMIDITY, 42.5, LOW",
    "HUMIDITY, 42.501, NONE",
    "HUMIDITY, 87.5, LOW",
    "PRESSURE, 982.5, LOW",
    "PRESSURE, 1027.5, LOW",
    "PRESSURE, 1027.499, NONE",
    "LIGHT, 0, NONE",
    "LIGHT, 95000, LOW",
    "LIGHT, 100000, LOW"
  })
  void aValueJustInsideALimitThatCanBePassedIsTold(Kind kind, String value, String severity) {
    assertEquals(severity, raised("near_limit", Readings.reading(kind, value)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, HIGH",
    "0.87, HIGH",
    "9.999, HIGH",
    "10, MEDIUM",
    "29.99, MEDIUM",
    "30, NONE",
    "100, NONE",
    "null, NONE"
  })
  void aBatteryIsLowUnderThirtyAndUrgentUnderTen(String level, String severity) {
    assertEquals(severity, raised("battery", Readings.withBattery(level)));
  }

  @Test
  void episodesOfValuesAreOfASensorAndAKindAndThoseOfBatteriesOfASensor() {
    assertEquals(List.of("sensor_type"), alert("out_of_range").by());
    assertEquals(List.of("sensor_type"), alert("near_limit").by());
    assertEquals(List.of(), alert("battery").by());
  }

  /** The highest severity that a reading reaches, or NONE. */
  private String raised(String alert, String record) {
    EventRow event = readings.event(record);
    return alert(alert).levels().stream()
        .filter(level -> new ConditionsOnEvent(level.when(), Readings.IOT.schema()).test(event))
        .map(Alert.Level::severity)
        .max(Comparator.naturalOrder())
        .map(Severity::name)
        .orElse("NONE");
  }

  private static Alert.OnReading alert(String name) {
    return Readings.IOT.alertsOnReadings().stream()
        .filter(alert -> alert.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
