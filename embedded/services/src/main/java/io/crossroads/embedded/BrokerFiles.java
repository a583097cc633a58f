package io.crossroads.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** The files that a broker reads when it starts, for a single node that needs little memory. */
record BrokerFiles(Path folder) {

  /** Below the folder, which the broker runs in: a list of folders has no way to quote a comma. */
  private static final String DATA = "data";

  private static final String LOGGING =
      """
      status = warn
      appender.out.type = Console
      appender.out.name = out
      appender.out.layout.type = PatternLayout
      appender.out.layout.pattern = %d{HH:mm:ss.SSS} %-5p %c{1} %m%n
      rootLogger.level = info
      rootLogger.appenderRef.out.ref = out
      logger.config.name = org.apache.kafka.common.config.AbstractConfig
      logger.config.level = warn
      """;

  Path properties() {
    return folder.resolve("server.properties");
  }

  Path logging() {
    return folder.resolve("log4j2.properties");
  }

  private Path data() {
    return folder.resolve(DATA);
  }

  void write(int port, int controllerPort, Map<String, String> further) {
    try {
      Files.createDirectories(data());
      format();
      Files.writeString(logging(), LOGGING);
      Map<String, String> lines = new TreeMap<>(defaults(port, controllerPort));
      lines.putAll(further);
      Files.writeString(
          properties(),
          lines.entrySet().stream()
              .map(line -> line.getKey() + "=" + line.getValue() + "\n")
              .collect(Collectors.joining()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What the storage tool would write, which costs a second and a half as a program. */
  private void format() throws IOException {
    Path file = data().resolve("meta.properties");
    if (!Files.exists(file)) {
      Files.writeString(
          file,
          String.format(
              Locale.ROOT, "version=1\nnode.id=1\ncluster.id=%s\ndirectory.id=%s\n", id(), id()),
          StandardCharsets.UTF_8);
    }
  }

  private static String id() {
    UUID random = UUID.randomUUID();
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(random.getMostSignificantBits())
            .putLong(random.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private Map<String, String> defaults(int port, int controllerPort) {
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", "1"),
        Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
        Map.entry(
            "listeners",
            "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
        Map.entry("controller.listener.names", "CONTROLLER"),
        Map.entry("log.dirs", DATA),
        Map.entry("auto.create.topics.enable", "false"),
        Map.entry("offsets.topic.num.partitions", "1"),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("transaction.state.log.num.partitions", "1"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("share.coordinator.state.topic.num.partitions", "1"),
        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        // A broker that was killed may come back only when its session is over.
        Map.entry("broker.session.timeout.ms", "3000"),
        Map.entry("broker.heartbeat.interval.ms", "500"),
        Map.entry("num.network.threads", "2"),
        Map.entry("num.io.threads", "2"));
  }
}
