package io.crossroads.serving;

import io.crossroads.pipelines.ArchiveLayout;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.alert.Severity;
import io.crossroads.pipelines.analysis.Analysis;
import io.crossroads.pipelines.rollup.Condition;
import io.crossroads.pipelines.rollup.Condition.Comparison;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.Measure.Kind;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.pipelines.rollup.Window;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** A pipeline with every type of dimension, every kind of measure, and values that are absent. */
public final class Readings {

  private Readings() {}

  /** Its declaration. */
  public static Pipeline pipeline() {
    return Pipeline.named("readings")
        .topic("readings-topic", 2)
        .schema(
            EventSchema.keyedBy(
                "sensor",
                "at",
                ZoneOffset.UTC,
                List.of(
                    Field.required("sensor", FieldType.text(64), "", "Who measured"),
                    Field.required("at", FieldType.time(), "", "When"),
                    Field.optional("place", FieldType.text(64), "", "Where"),
                    Field.optional("floor", FieldType.whole(-10, 200), "", "Which floor"),
                    Field.optional("outside", FieldType.flag(), "", "Whether there is no roof"),
                    Field.optional("built", FieldType.date(), "", "When the place was built"),
                    Field.optional("slope", FieldType.decimal(1, "0", "90"), "°", "Of the roof"),
                    Field.optional("value", FieldType.decimal(2, "-1000", "1000"), "K", "What"))))
        .archive(new ArchiveLayout("bucket", "readings", Duration.ofSeconds(10), List.of()))
        .rollups(
            new Rollup(
                "readings_by_minute",
                "Readings of each place",
                List.of("place", "floor", "outside"),
                Window.tumbling(Duration.ofMinutes(1), ZoneOffset.UTC),
                List.of(
                    Measure.count("events"),
                    Measure.share("cold", new Condition("value", Comparison.LESS, "0")),
                    Measure.of(Kind.SUM, "value", "total"),
                    Measure.of(Kind.MEAN, "value", "mean"),
                    Measure.of(Kind.VARIANCE, "value", "spread"),
                    Measure.of(Kind.MIN, "value", "least"),
                    Measure.of(Kind.MAX, "value", "most"),
                    Measure.percentiles("value", "ranks", 0.5, 0.95),
                    Measure.of(Kind.DISTINCT, "sensor", "sensors"),
                    Measure.top("sensor", "frequent", 2))),
            new Rollup(
                "readings_sliding",
                "Readings by year of building, every five minutes",
                List.of("built", "slope"),
                new Window(
                    Duration.ofMinutes(10), Duration.ofMinutes(5), ZoneId.of("Europe/Berlin")),
                List.of(Measure.count("events"))))
        .alerts(
            new Alert.OnRollup(
                "freezing",
                Severity.LOW,
                "readings_by_minute",
                List.of(new Condition("least", Comparison.LESS, "-900")),
                1))
        .analyses(
            List.of(
                new Analysis(
                    "by_place", "Readings of each place", Analysis.Input.ARCHIVE, "select 1")))
        .simulator(seed -> null)
        .build();
  }
}
