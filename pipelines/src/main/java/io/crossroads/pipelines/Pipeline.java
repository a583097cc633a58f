package io.crossroads.pipelines;

import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.analysis.Analysis;
import io.crossroads.pipelines.analysis.Duplicates;
import io.crossroads.pipelines.decode.DecoderByHeader;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.decode.WireFormat;
import io.crossroads.pipelines.history.HistoryLayout;
import io.crossroads.pipelines.reference.ReferenceCheck;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.simulate.Simulator;
import io.crossroads.pipelines.simulate.SimulatorOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * Everything that the platform knows of one kind of event. The jobs, the producer and the serving
 * layer read this declaration; none of them knows a pipeline by name. {@link #named} begins one.
 */
public final class Pipeline {

  private final String name;
  private final String topic;
  private final int topicPartitions;
  private final double rate;
  private final EventSchema schema;
  private final List<WireFormat> formats;
  private final ArchiveLayout archive;
  private final RowTable rows;
  private final String countedBy;
  private final List<Rollup> rollups;
  private final List<Alert> alerts;
  private final List<String> identity;
  private final List<Analysis> analyses;
  private final HistoryLayout history;
  private final LongFunction<Simulator> simulators;
  private final List<SimulatorOption> simulatorOptions;
  private final ReferenceCheck reference;
  private final Dashboard dashboard;

  /** What a builder gathered, checked. */
  Pipeline(PipelineBuilder declared) {
    name = declared.name;
    topic = declared.topic;
    topicPartitions = declared.topicPartitions;
    rate = declared.rate;
    schema = declared.schema;
    formats = List.copyOf(declared.formats);
    archive = declared.archive;
    rows = declared.rows;
    countedBy = declared.countedBy;
    rollups = List.copyOf(declared.rollups);
    alerts = List.copyOf(declared.alerts);
    identity = List.copyOf(declared.identity);
    analyses =
        identity.isEmpty()
            ? List.copyOf(declared.analyses)
            : Stream.concat(declared.analyses.stream(), Stream.of(Duplicates.of(identity)))
                .toList();
    history = declared.history;
    simulators = declared.simulators;
    reference = declared.reference;
    dashboard = declared.dashboard;
    simulatorOptions = List.copyOf(declared.simulatorOptions);
    PipelineRules.require(this);
  }

  /**
   * Begins the declaration of a pipeline.
   *
   * @param name short name in commands, such as {@code traffic}
   */
  public static PipelineBuilder named(String name) {
    return new PipelineBuilder(name);
  }

  /** Short name in commands, such as {@code traffic}. */
  public String name() {
    return name;
  }

  /** The Kafka topic. */
  public String topic() {
    return topic;
  }

  /** The topic's partitions when the platform creates it. */
  public int topicPartitions() {
    return topicPartitions;
  }

  /** Events a second that the simulator sends unless told otherwise. */
  public double rate() {
    return rate;
  }

  /** What an event is and what makes it valid. */
  public EventSchema schema() {
    return schema;
  }

  /** How events stand in a record, the default first. */
  public List<WireFormat> formats() {
    return formats;
  }

  /** Where every event is kept. */
  public ArchiveLayout archive() {
    return archive;
  }

  /** What both layers compute. */
  public List<Rollup> rollups() {
    return rollups;
  }

  /** What people are told of. */
  public List<Alert> alerts() {
    return alerts;
  }

  /** Those of the alerts that are on a rollup. */
  public List<Alert.OnRollup> alertsOnRollups() {
    return alertsOf(
        alert -> alert.match(Stream::of, onReading -> Stream.empty(), onSilence -> Stream.empty()));
  }

  /** Those of the alerts that are on readings. */
  public List<Alert.OnReading> alertsOnReadings() {
    return alertsOf(
        alert -> alert.match(onRollup -> Stream.empty(), Stream::of, onSilence -> Stream.empty()));
  }

  /** Those of the alerts that are on silence. */
  public List<Alert.OnSilence> alertsOnSilence() {
    return alertsOf(
        alert -> alert.match(onRollup -> Stream.empty(), onReading -> Stream.empty(), Stream::of));
  }

  private <A extends Alert> List<A> alertsOf(Function<Alert, Stream<A>> kind) {
    return alerts.stream().flatMap(kind).toList();
  }

  /** The fields that two events have in common if one is the other again; empty if none tell. */
  public List<String> identity() {
    return identity;
  }

  /** What the batch layer adds. */
  public List<Analysis> analyses() {
    return analyses;
  }

  /** Historical files, if the pipeline has any. */
  public Optional<HistoryLayout> history() {
    return Optional.ofNullable(history);
  }

  /** Makes a simulator from a seed. */
  public LongFunction<Simulator> simulators() {
    return simulators;
  }

  /** What checks reference data that is loaded; empty if the pipeline has none. */
  public Optional<ReferenceCheck> reference() {
    return Optional.ofNullable(reference);
  }

  /**
   * Makes a simulator that is told something besides its seed.
   *
   * @param option its name, such as {@code drift}
   * @throws IllegalArgumentException if the simulator knows no such option, or cannot read the
   *     value
   */
  public LongFunction<Simulator> simulators(String option, String value) {
    return simulatorOptions.stream()
        .filter(known -> known.name().equals(option))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the simulator of pipeline '" + name + "' knows no --" + option))
        .simulators()
        .apply(value);
  }

  /** A new decoder of the pipeline's wire formats, for one thread. */
  public EventDecoder decoder(Limits limits) {
    return formats.size() == 1
        ? formats.get(0).decoder(schema, limits)
        : new DecoderByHeader(formats, schema, limits);
  }

  /** What of it is worth a look at a glance, if that was declared. */
  public Optional<Dashboard> dashboard() {
    return Optional.ofNullable(dashboard);
  }

  /** Rows that are kept in PostgreSQL beside the archive, if the pipeline wants them. */
  public Optional<RowTable> rows() {
    return Optional.ofNullable(rows);
  }

  /** Whether the speed layer keeps something of single events: rows, or alerts on readings. */
  public boolean keepsEvents() {
    return rows != null || !alertsOnReadings().isEmpty();
  }

  /** The column by whose values each batch says how many events it had, if one was declared. */
  public Optional<String> countedBy() {
    return Optional.ofNullable(countedBy);
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
