package io.crossroads.producer.send;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.Pipelines;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class KeyOfEventTest {

  private static final String EVENT =
      "{\"sensor_id\":\"S3\",\"timestamp\":\"%s\",\"average_speed\":50,\"traffic_density\":%s}";

  private final KeyOfEvent key =
      new KeyOfEvent(Pipelines.named("traffic"), "sensor_id", new SentHeaders());

  @Test
  void isTheFieldOfAValidEventWhateverTheYear() {
    assertArrayEquals(
        bytes("S3"), key.of(bytes(String.format(Locale.ROOT, EVENT, "2025-01-01T00:00:00Z", "7"))));
    assertArrayEquals(
        bytes("S3"), key.of(bytes(String.format(Locale.ROOT, EVENT, "2999-01-01T00:00:00Z", "7"))));
  }

  @Test
  void isNothingForALineThatIsNoEvent() {
    assertNull(key.of(bytes(String.format(Locale.ROOT, EVENT, "2025-01-01T00:00:00Z", "700"))));
    assertNull(key.of(bytes("sensor failure")));
    assertNull(key.of(bytes("")));
  }

  @Test
  void isTheTextOfWhateverTheFieldHolds() {
    byte[] event = bytes(String.format(Locale.ROOT, EVENT, "2025-01-01T01:00:00+01:00", "7.5"));
    KeyOfEvent density =
        new KeyOfEvent(Pipelines.named("traffic"), "traffic_density", new SentHeaders());
    KeyOfEvent time = new KeyOfEvent(Pipelines.named("traffic"), "timestamp", new SentHeaders());

    assertEquals("7.50", new String(density.of(event), StandardCharsets.UTF_8));
    assertEquals("2025-01-01T00:00:00Z", new String(time.of(event), StandardCharsets.UTF_8));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new KeyOfEvent(Pipelines.named("traffic"), "id", new SentHeaders()))
            .getMessage();
    assertTrue(message.contains("[sensor_id, timestamp,"), message);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
