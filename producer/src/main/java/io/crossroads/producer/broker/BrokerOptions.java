package io.crossroads.producer.broker;

import io.crossroads.cli.CommandFailure;
import io.crossroads.cli.DurationConverter;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Option;

/** How the Kafka cluster is reached. */
public final class BrokerOptions {

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT,...",
      defaultValue = "localhost:9092",
      description = "Brokers to ask first (default: ${DEFAULT-VALUE}).")
  private String bootstrapServers;

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      defaultValue = "60s",
      converter = DurationConverter.class,
      description = "How long a broker that is away is waited for (default: ${DEFAULT-VALUE}).")
  private Duration wait;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description = "Further settings of the Kafka client, such as security, as properties.")
  private Path settingsFile;

  /** The addresses as the user gave them. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** How long a broker that is away is waited for. */
  public Duration timeout() {
    return wait;
  }

  /** Settings that every client shares. */
  public Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    if (settingsFile != null) {
      fromFile().forEach((name, value) -> settings.put((String) name, value));
    }
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 100);
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return settings;
  }

  /**
   * Does what needs a broker.
   *
   * @throws CommandFailure in place of what Kafka throws, with the address and its words
   */
  public void explaining(Runnable work) {
    try {
      work.run();
    } catch (KafkaException e) {
      throw new CommandFailure(
          String.format(Locale.ROOT, "Kafka at %s says: %s", bootstrapServers, e.getMessage()), e);
    }
  }

  private Properties fromFile() {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(settingsFile, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailure(
          "cannot read the Kafka settings " + settingsFile + ": " + e.getMessage(), e);
    }
    return properties;
  }
}
