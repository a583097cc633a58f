package io.crossroads.producer.send;

import io.crossroads.producer.broker.BrokerOptions;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** How the Kafka client sends: each record once and for good, in large batches where they pay. */
final class ProducerSettings {

  /** {@code send} returns after so long at the latest; what it did not take is offered again. */
  private static final int LONGEST_BLOCK_MILLIS = 250;

  private static final double BUSY_RATE = 2_000;
  private static final int BUSY_LINGER_MILLIS = 20;
  private static final int CALM_LINGER_MILLIS = 2;
  private static final int BATCH_BYTES = 256 << 10;
  private static final long BUFFER_BYTES = 64L << 20;
  private static final int LONGEST_REQUEST_MILLIS = 10_000;
  private static final int SHORTEST_REQUEST_MILLIS = 1_000;

  private ProducerSettings() {}

  /** The user's own settings come before those that only matter for speed. */
  static Map<String, Object> of(BrokerOptions broker, Rate rate) {
    int linger = rate.perSecond() >= BUSY_RATE ? BUSY_LINGER_MILLIS : CALM_LINGER_MILLIS;
    long timeout = Math.min(Integer.MAX_VALUE / 2, broker.timeout().toMillis());
    int request =
        (int) Math.max(SHORTEST_REQUEST_MILLIS, Math.min(LONGEST_REQUEST_MILLIS, timeout));
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.LINGER_MS_CONFIG, linger);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.putAll(broker.settings());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_BLOCK_MILLIS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, request);
    settings.put(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
        (int) Math.max(request + BUSY_LINGER_MILLIS, timeout));
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return settings;
  }
}
