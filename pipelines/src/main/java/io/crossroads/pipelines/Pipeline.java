package io.crossroads.pipelines;

import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.analysis.Analysis;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.decode.WireFormat;
import io.crossroads.pipelines.history.HistoryLayout;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.simulate.Simulator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Everything that the platform knows of one kind of event. The jobs, the producer and the serving
 * layer read this declaration; none of them knows a pipeline by name.
 *
 * @param name short name in commands, such as {@code traffic}
 * @param topic the Kafka topic
 * @param topicPartitions its partitions when the platform creates it
 * @param rate events a second that the simulator sends unless told otherwise
 * @param schema what an event is and what makes it valid
 * @param formats how events stand in a record, the default first
 * @param archive where every event is kept
 * @param rollups what both layers compute
 * @param alerts what people are told of
 * @param analyses what the batch layer adds
 * @param historyLayout historical files; null where there are none
 * @param simulators makes a simulator from a seed
 */
public record Pipeline(
    String name,
    String topic,
    int topicPartitions,
    double rate,
    EventSchema schema,
    List<WireFormat> formats,
    ArchiveLayout archive,
    List<Rollup> rollups,
    List<Alert> alerts,
    List<Analysis> analyses,
    HistoryLayout historyLayout,
    LongFunction<Simulator> simulators) {

  public Pipeline {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(simulators, "simulators");
    formats = List.copyOf(formats);
    if (formats.isEmpty()) {
      throw new IllegalArgumentException("pipeline '" + name + "' has no wire format");
    }
    rollups = List.copyOf(rollups);
    alerts = List.copyOf(alerts);
    analyses = List.copyOf(analyses);
    if (topicPartitions < 1) {
      throw new IllegalArgumentException(
          "a topic has at least 1 partition, not " + topicPartitions);
    }
    archive.copies().stream()
        .flatMap(copy -> copy.where().stream())
        .forEach(condition -> schema.indexOf(condition.name()));
    for (ArchiveLayout.PartitionBy partition : archive.partitions()) {
      schema.indexOf(partition.column());
    }
    List<String> rollupNames = rollups.stream().map(Rollup::name).toList();
    rollups.forEach(rollup -> rollup.requireFits(schema));
    for (Alert alert : alerts) {
      if (alert instanceof Alert.OnEvent onEvent) {
        onEvent.when().forEach(condition -> schema.indexOf(condition.name()));
      }
      if (alert instanceof Alert.OnRollup onRollup && !rollupNames.contains(onRollup.rollup())) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "alert '%s' is on rollup '%s', which is not in %s",
                alert.name(),
                onRollup.rollup(),
                rollupNames));
      }
    }
  }

  /** Historical files, if the pipeline has any. */
  public Optional<HistoryLayout> history() {
    return Optional.ofNullable(historyLayout);
  }

  /** A new decoder of the default wire format, for one thread. */
  public EventDecoder decoder(Limits limits) {
    return formats.get(0).decoder(schema, limits);
  }
}
