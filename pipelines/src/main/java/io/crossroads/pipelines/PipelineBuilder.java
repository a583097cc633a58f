package io.crossroads.pipelines;

import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.analysis.Analysis;
import io.crossroads.pipelines.decode.WireFormat;
import io.crossroads.pipelines.history.HistoryLayout;
import io.crossroads.pipelines.reference.ReferenceCheck;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.simulate.Simulator;
import io.crossroads.pipelines.simulate.SimulatorOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;

/** Gathers the declaration of a pipeline, which {@link #build} checks. */
public final class PipelineBuilder {

  final String name;
  String topic;
  int topicPartitions;
  double rate = 1;
  EventSchema schema;
  List<WireFormat> formats = List.of(WireFormat.JSON);
  ArchiveLayout archive;
  RowTable rows;
  String countedBy;
  final List<Rollup> rollups = new ArrayList<>();
  final List<Alert> alerts = new ArrayList<>();
  final List<Analysis> analyses = new ArrayList<>();
  List<String> identity = List.of();
  HistoryLayout history;
  LongFunction<Simulator> simulators;
  ReferenceCheck reference;
  Dashboard dashboard;
  final List<SimulatorOption> simulatorOptions = new ArrayList<>();

  PipelineBuilder(String name) {
    this.name = Objects.requireNonNull(name, "name");
  }

  /**
   * The Kafka topic.
   *
   * @param partitions its partitions when the platform creates it, at least 1
   */
  public PipelineBuilder topic(String topicName, int partitions) {
    topic = topicName;
    topicPartitions = partitions;
    return this;
  }

  /** How many events a second the simulator sends unless told otherwise; 1 unless declared. */
  public PipelineBuilder rate(double eventsPerSecond) {
    rate = eventsPerSecond;
    return this;
  }

  /** What an event is and what makes it valid. */
  public PipelineBuilder schema(EventSchema events) {
    schema = events;
    return this;
  }

  /** How events stand in a record, the default first; JSON alone unless declared. */
  public PipelineBuilder formats(WireFormat... inOrder) {
    formats = List.of(inOrder);
    return this;
  }

  /** Where every event is kept. */
  public PipelineBuilder archive(ArchiveLayout layout) {
    archive = layout;
    return this;
  }

  /** A table in PostgreSQL that has every event as a row, within seconds; none unless declared. */
  public PipelineBuilder rows(RowTable table) {
    rows = table;
    return this;
  }

  /** Has each batch of the archive say how many events it had of each value of a column. */
  public PipelineBuilder countedBy(String column) {
    countedBy = column;
    return this;
  }

  /** Adds what both layers compute. */
  public PipelineBuilder rollups(Rollup... more) {
    rollups.addAll(List.of(more));
    return this;
  }

  /** Adds what people are told of. */
  public PipelineBuilder alerts(Alert... more) {
    alerts.addAll(List.of(more));
    return this;
  }

  /** Adds what the batch layer answers. */
  public PipelineBuilder analyses(List<Analysis> more) {
    analyses.addAll(more);
    return this;
  }

  /**
   * Adds the analysis {@code duplicates} of events that are there more than once.
   *
   * @param fields two events with the same values of these are one that was sent twice; each is a
   *     required column
   */
  public PipelineBuilder identifiedBy(String... fields) {
    identity = List.of(fields);
    return this;
  }

  /** Historical files; none unless declared. */
  public PipelineBuilder history(HistoryLayout layout) {
    history = layout;
    return this;
  }

  /** What makes a simulator from a seed. */
  public PipelineBuilder simulator(LongFunction<Simulator> fromSeed) {
    simulators = fromSeed;
    return this;
  }

  /** What checks reference data that is loaded, versions of which append times select. */
  public PipelineBuilder reference(ReferenceCheck check) {
    reference = check;
    return this;
  }

  /** What of it is worth a look at a glance; nothing unless declared. */
  public PipelineBuilder dashboard(Dashboard glance) {
    dashboard = glance;
    return this;
  }

  /** Adds what the simulator can be told besides its seed. */
  public PipelineBuilder simulatorOption(SimulatorOption option) {
    simulatorOptions.add(option);
    return this;
  }

  /**
   * The pipeline.
   *
   * @throws IllegalArgumentException if the declaration lacks something or contradicts itself;
   *     names the value and what to do
   */
  public Pipeline build() {
    return new Pipeline(this);
  }
}
