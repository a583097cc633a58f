package io.crossroads.pipelines;

import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.analysis.Analysis;
import io.crossroads.pipelines.rollup.ConditionFit;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What holds of every declaration, so that a slip of the pen does not wait for a job to start. */
final class PipelineRules {

  private final Pipeline pipeline;

  private PipelineRules(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  /**
   * Checks a pipeline.
   *
   * @throws IllegalArgumentException naming the value and what to do
   */
  static void require(Pipeline pipeline) {
    PipelineRules rules = new PipelineRules(pipeline);
    rules.requireParts();
    rules.requireArchive();
    rules.requireRows();
    rules.requireRollups();
    rules.requireAlerts();
    rules.requireIdentity();
    rules.requireAnalyses();
    pipeline.dashboard().ifPresent(it -> new DashboardRules(pipeline, it).require());
  }

  private void requireParts() {
    requireDeclared("topic", pipeline.topic());
    requireDeclared("schema", pipeline.schema());
    requireDeclared("archive", pipeline.archive());
    requireDeclared("simulator", pipeline.simulators());
    if (pipeline.topicPartitions() < 1) {
      throw refused("a topic has at least 1 partition, not " + pipeline.topicPartitions());
    }
    if (!(pipeline.rate() > 0) || Double.isInfinite(pipeline.rate())) {
      throw refused("the simulator's rate is over 0 events a second, not " + pipeline.rate());
    }
    if (pipeline.formats().isEmpty()) {
      throw refused("has no wire format; leave out formats(), and it is JSON");
    }
  }

  private void requireDeclared(String part, Object value) {
    if (value == null) {
      throw refused("has no " + part + "; declare it with " + part + "(...)");
    }
  }

  private void requireArchive() {
    EventSchema schema = pipeline.schema();
    pipeline.archive().partitions().forEach(partition -> schema.indexOf(partition.column()));
    for (ArchiveLayout.Copy copy : pipeline.archive().copies()) {
      named("copy", copy.table(), () -> ConditionFit.requireOfEvents(copy.where(), schema));
    }
    requireDistinct("tables", tables(pipeline.archive()));
  }

  private void requireRows() {
    pipeline
        .rows()
        .filter(rows -> pipeline.rollups().stream().anyMatch(r -> r.name().equals(rows.name())))
        .ifPresent(
            rows -> {
              throw refused("rows '" + rows.name() + "' have a rollup's name; give them another");
            });
    pipeline.countedBy().ifPresent(pipeline.schema()::indexOf);
  }

  /** The tables of an archive, those of rejected records and of gaps among them. */
  static List<String> tables(ArchiveLayout archive) {
    String table = archive.table();
    return Stream.concat(
            Stream.of(table, ArchiveLayout.rejectedTable(table), ArchiveLayout.gapTable(table)),
            archive.copies().stream().map(ArchiveLayout.Copy::table))
        .toList();
  }

  private void requireRollups() {
    requireDistinct("rollups", pipeline.rollups().stream().map(Rollup::name).toList());
    for (Rollup rollup : pipeline.rollups()) {
      named("rollup", rollup.name(), () -> rollup.requireFits(pipeline.schema()));
      named("rollup", rollup.name(), () -> requireKeptLongEnough(rollup));
    }
  }

  /** Alerts look at windows that are whole, and an event may be dated ahead of its append time. */
  private void requireKeptLongEnough(Rollup rollup) {
    Duration needed = FieldType.Time.MOST_AHEAD.plus(rollup.window().size());
    for (Alert alert : pipeline.alerts()) {
      if (alert instanceof Alert.OnRollup onRollup && onRollup.rollup().equals(rollup.name())) {
        Duration reach = rollup.window().slide().multipliedBy(onRollup.endsAfter() + 1L);
        needed = max(needed, FieldType.Time.MOST_AHEAD.plus(rollup.window().size()).plus(reach));
      }
    }
    if (!rollup.isKeptForEver() && rollup.kept().compareTo(needed) < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "is kept for %s, and what reads it needs %s: its windows, its alerts, and events that"
                  + " are dated ahead; keep it for more days",
              rollup.kept(),
              needed));
    }
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private void requireAlerts() {
    requireDistinct("alerts", pipeline.alerts().stream().map(Alert::name).toList());
    for (Alert alert : pipeline.alerts()) {
      Runnable rule =
          alert.match(
              onRollup -> () -> requireFits(onRollup),
              onReading -> () -> requireFits(onReading),
              onSilence -> this::requireEntity);
      named("alert", alert.name(), rule);
    }
  }

  private void requireFits(Alert.OnRollup alert) {
    ConditionFit.requireOfMeasures(alert.when(), rollup(alert.rollup()));
  }

  private void requireEntity() {
    if (pipeline.schema().entity().isEmpty()) {
      throw new IllegalArgumentException(
          "is on single entities, and events are of none; declare the schema withEntity(...), or"
              + " alert on a rollup");
    }
  }

  private void requireFits(Alert.OnReading alert) {
    requireEntity();
    EventSchema schema = pipeline.schema();
    alert.levels().forEach(level -> ConditionFit.requireOfEvents(level.when(), schema));
    ConditionFit.requireOfEvents(alert.unless(), schema);
    for (String column : alert.by()) {
      if (!schema.columns().get(schema.indexOf(column)).required()) {
        throw new IllegalArgumentException(
            "keeps episodes apart by '"
                + column
                + "', which an event may lack; declare it required");
      }
    }
    for (String field : alert.fields()) {
      if (!schema.columns().get(schema.indexOf(field)).type().isNumber()) {
        throw new IllegalArgumentException(
            "keeps the least and greatest '" + field + "', which is no number");
      }
    }
  }

  private Rollup rollup(String name) {
    return pipeline.rollups().stream()
        .filter(rollup -> rollup.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    String.format(
                        Locale.ROOT,
                        "is on rollup '%s', which is not declared; there are %s",
                        name,
                        pipeline.rollups().stream().map(Rollup::name).toList())));
  }

  private void requireIdentity() {
    List<Field> columns = pipeline.schema().columns();
    for (String name : pipeline.identity()) {
      if (!columns.get(pipeline.schema().indexOf(name)).required()) {
        throw refused(
            "events are identified by '"
                + name
                + "', which one may lack; declare the field required, or leave it out");
      }
    }
  }

  private void requireAnalyses() {
    List<String> names = pipeline.analyses().stream().map(Analysis::name).toList();
    requireDistinct("analyses", names);
    Set<String> rollups = new HashSet<>(pipeline.rollups().stream().map(Rollup::name).toList());
    for (Analysis analysis : pipeline.analyses()) {
      if (rollups.contains(analysis.name())) {
        throw refused("analysis '" + analysis.name() + "' has a rollup's name; give it another");
      }
      if (analysis.inputs().contains(Analysis.Input.HISTORY) && pipeline.history().isEmpty()) {
        throw refused(
            "analysis '"
                + analysis.name()
                + "' reads history, and there is none; declare history(...), or read the archive");
      }
    }
  }

  private void requireDistinct(String what, Collection<String> names) {
    Set<String> seen = new HashSet<>();
    for (String each : names) {
      if (!seen.add(each)) {
        throw refused(what + ": '" + each + "' is there twice; give one another name");
      }
    }
  }

  private void named(String what, String name, Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "pipeline '%s': %s '%s': %s", pipeline, what, name, e.getMessage()),
          e);
    }
  }

  private IllegalArgumentException refused(String why) {
    return new IllegalArgumentException("pipeline '" + pipeline + "': " + why);
  }
}
