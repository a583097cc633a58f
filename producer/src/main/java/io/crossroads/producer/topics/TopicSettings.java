package io.crossroads.producer.topics;

import io.crossroads.cli.CommandFailure;
import io.crossroads.producer.broker.BrokerConnection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Settings of topics, as the broker has them. */
final class TopicSettings {

  /** Positions and horizons of the platform stand on the broker's time of appending. */
  static final String APPEND_TIME = "LogAppendTime";

  private TopicSettings() {}

  /** What a topic of the platform needs. */
  static Map<String, String> required() {
    Map<String, String> settings = new TreeMap<>();
    settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, APPEND_TIME);
    settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    return settings;
  }

  /** All settings of a topic, defaults of the broker included. */
  static Config read(BrokerConnection connection, String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config config =
        BrokerConnection.answer(connection.admin().describeConfigs(List.of(resource)).all())
            .get(resource);
    if (config == null) {
      throw new CommandFailure("the broker does not tell the settings of topic '" + topic + "'");
    }
    return config;
  }

  /** Changes some settings of a topic and leaves the others. */
  static void change(BrokerConnection connection, String topic, Map<String, String> settings) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    List<AlterConfigOp> changes =
        settings.entrySet().stream()
            .map(setting -> new ConfigEntry(setting.getKey(), setting.getValue()))
            .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
            .toList();
    BrokerConnection.answer(
        connection.admin().incrementalAlterConfigs(Map.of(resource, changes)).all());
  }
}
