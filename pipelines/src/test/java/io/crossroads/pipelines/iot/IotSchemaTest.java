package io.crossroads.pipelines.iot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IotSchemaTest {

  private final Readings readings = new Readings();

  @ParameterizedTest
  @CsvSource({
    "TEMPERATURE, 15, false",
    "TEMPERATURE, 35.000, false",
    "TEMPERATURE, 14.999, true",
    "TEMPERATURE, 35.001, true",
    "HUMIDITY, 40, false",
    "HUMIDITY, 90, false",
    "HUMIDITY, 39.999, true",
    "HUMIDITY, 90.001, true",
    "PRESSURE, 980, false",
    "PRESSURE, 1030, false",
    "PRESSURE, 979.999, true",
    "PRESSURE, 1030.001, true",
    "LIGHT, 0, false",
    "LIGHT, 100000, false",
    "LIGHT, 100000.001, true"
  })
  void theEndsOfTheNormalRangeBelongToIt(Kind kind, String value, boolean anomaly) {
    readings.event(Readings.reading(kind, value));

    assertEquals(anomaly ? 1 : 0, readings.number("anomaly"));
  }

  @ParameterizedTest
  @CsvSource({
    "TEMPERATURE, -90, -90.001", "TEMPERATURE, 100, 100.001",
    "HUMIDITY, 0, -0.001", "HUMIDITY, 100, 100.001",
    "PRESSURE, 0, -0.001", "PRESSURE, 3000, 3000.001",
    "LIGHT, 0, -0.001", "LIGHT, 300000, 300000.001"
  })
  void aValueThatItsKindCannotHaveIsOutOfRange(Kind kind, String possible, String impossible) {
    assertEquals("", readings.rejection(Readings.reading(kind, possible)));
    assertEquals("out_of_range (value)", readings.rejection(Readings.reading(kind, impossible)));
  }

  @ParameterizedTest
  @CsvSource({"-127", "127", "-100.0", "1e3", "999999999999", "-40000"})
  void anErrorCodeInPlaceOfATemperatureIsRejected(String code) {
    assertEquals(
        "out_of_range (value)", readings.rejection(Readings.reading(Kind.TEMPERATURE, code)));
  }

  @Test
  void theFlagOfTheSenderDecidesNothing() {
    String hot = Readings.reading(Kind.TEMPERATURE, "85");
    readings.event(hot.replace("}", ",\"is_anomaly\":false}"));
    assertEquals(1, readings.number("anomaly"));
    assertEquals(0, readings.number("is_anomaly"));

    String mild = Readings.reading(Kind.TEMPERATURE, "21.5");
    readings.event(mild.replace("}", ",\"is_anomaly\":true}"));
    assertEquals(0, readings.number("anomaly"));

    readings.event(mild);
    assertFalse(readings.has("is_anomaly"));
  }

  @Test
  void aKindIsSentInItsUnitAndNoOther() {
    for (Kind kind : Kind.values()) {
      for (Kind other : Kind.values()) {
        String why = readings.rejection(Readings.reading(kind.label(), "50", other.unit()));
        assertEquals(kind == other ? "" : "out_of_range (unit)", why, kind + " in " + other.unit());
      }
    }
    assertEquals(
        "out_of_range (unit)", readings.rejection(Readings.reading("temperature", "70", "F")));
    assertEquals(
        "out_of_range (sensor_type)", readings.rejection(Readings.reading("noise", "50", "%")));
  }

  @Test
  void aSensorAndAPlaceThatNobodyKnowsAreHeard() {
    String known = Readings.reading(Kind.LIGHT, "7.5");
    readings.event(known.replace("SENSOR_001", "roof-7").replace("Tangier-Centre", "Tetouan"));

    assertEquals("roof-7", readings.text("sensor_id"));
    assertEquals("Tetouan", readings.text("location"));
  }

  @Test
  void aReadingIsProcessedWhenItsRecordIsAppended() {
    readings.event(Readings.reading(Kind.PRESSURE, "1013.25"));

    assertEquals(Readings.APPENDED.toEpochMilli() * 1000, readings.number("processing_time"));
    assertEquals(1_013_250, readings.number("value"));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "100, 100000", "0.87, 870", "9.999, 9999", "29.99, 29990", "30, 30000"})
  void aBatteryIsFromZeroToAHundredPercent(String level, long thousandths) {
    readings.event(Readings.withBattery(level));

    assertEquals(thousandths, readings.number("battery_level"));
  }

  @ParameterizedTest
  @CsvSource({
    "255, out_of_range",
    "254, out_of_range",
    "-1, out_of_range",
    "100.4, out_of_range",
    "101, out_of_range",
    "'\"87%\"', wrong_type"
  })
  void aBatteryLevelThatIsACodeOrATextIsRejected(String level, String reason) {
    assertEquals(reason + " (battery_level)", readings.rejection(Readings.withBattery(level)));
  }

  @Test
  void aReadingWithoutABatteryLevelIsValidAndOneWithoutAValueIsNot() {
    readings.event(Readings.withBattery("null"));
    assertFalse(readings.has("battery_level"));

    assertEquals("missing (value)", readings.rejection(Readings.reading(Kind.HUMIDITY, "null")));
    assertEquals("not_json", readings.rejection(Readings.reading(Kind.HUMIDITY, "nan")));
    assertEquals(
        "wrong_type (value)", readings.rejection(Readings.reading(Kind.HUMIDITY, "\"50\"")));
  }
}
