package io.crossroads.pipelines.iot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DriftTest {

  @Test
  void aDriftIsASensorAndUnitsADay() {
    assertEquals(new Drift("SENSOR_007", 1.5), Drift.parse("SENSOR_007:1.5"));
    assertEquals(new Drift("SENSOR_020", -2), Drift.parse("SENSOR_020:-2"));
  }

  @Test
  void itGrowsWithTimeAndIsOfOneSensor() {
    Drift drift = new Drift("SENSOR_007", 1.5);

    assertEquals(3, drift.after(2, "SENSOR_007"));
    assertEquals(0, drift.after(-0.5, "SENSOR_007"));
    assertEquals(0, drift.after(2, "SENSOR_008"));
  }

  @Test
  void anotherFormAndAnotherSensorAreRefusedByName() {
    assertRefused("SENSOR_007", "not 'SENSOR_007'");
    assertRefused("SENSOR_007:fast", "not 'SENSOR_007:fast'");
    assertRefused("SENSOR_007:", "such as SENSOR_007:1.5");
    assertRefused("SENSOR_021:1", "no simulated sensor 'SENSOR_021' to drift; there are");
  }

  private static void assertRefused(String text, String why) {
    var failure = assertThrows(IllegalArgumentException.class, () -> Drift.parse(text));
    assertTrue(failure.getMessage().contains(why), failure.getMessage());
  }
}
