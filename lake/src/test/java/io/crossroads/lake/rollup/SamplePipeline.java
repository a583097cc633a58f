package io.crossroads.lake.rollup;

import io.crossroads.pipelines.ArchiveLayout;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.rollup.Condition;
import io.crossroads.pipelines.rollup.Condition.Comparison;
import io.crossroads.pipelines.rollup.Conditions;
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

/** Readings with a field of every type, and rollups of every kind of window and measure. */
final class SamplePipeline {

  static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private static final Condition HOT = new Condition("value", Comparison.GREATER, "20.5");
  private static final Condition COLD = new Condition("value", Comparison.LESS, "0");
  private static final Condition FLAGGED = new Condition("flag", Comparison.EQUAL, "true");

  private SamplePipeline() {}

  static final EventSchema SCHEMA =
      EventSchema.keyedBy(
              "sensor",
              "at",
              ZoneOffset.UTC,
              List.of(
                  Field.required("sensor", FieldType.text(64), "", ""),
                  Field.required("at", FieldType.time(), "", ""),
                  Field.optional("place", FieldType.text(64), "", ""),
                  Field.optional("value", FieldType.decimal(2, "-1000", "1000"), "", ""),
                  Field.optional("status", FieldType.whole(100, 599), "", ""),
                  Field.required("flag", FieldType.flag(), "", ""),
                  Field.required("day", FieldType.date(), "", "")))
          .withEntity("sensor");

  static final Rollup EXACT =
      new Rollup(
          "by_place",
          "",
          List.of("place"),
          Window.tumbling(Duration.ofMinutes(1), ZoneOffset.UTC),
          List.of(
              Measure.count("events"),
              Measure.count("hot", HOT),
              Measure.share("flagged", FLAGGED, HOT),
              Measure.of(Kind.SUM, "value", "total"),
              new Measure("hot_total", Kind.SUM, "value", Conditions.allOf(HOT), List.of()),
              Measure.of(Kind.MEAN, "value", "mean"),
              Measure.of(Kind.VARIANCE, "value", "variance"),
              Measure.of(Kind.MIN, "value", "least"),
              Measure.of(Kind.MAX, "status", "most"),
              Measure.of(Kind.MEAN, "status", "status_mean"),
              Measure.count(
                  "hot_or_cold", Conditions.anyOf(Conditions.allOf(HOT), Conditions.allOf(COLD)))));

  static final Rollup SLIDING =
      new Rollup(
          "sliding",
          "",
          List.of("sensor", "flag"),
          Window.sliding(Duration.ofMinutes(3), Duration.ofMinutes(1), ZoneOffset.UTC),
          List.of(Measure.count("events"), Measure.of(Kind.MEAN, "value", "mean")));

  static final Rollup DAYS =
      new Rollup(
          "days",
          "",
          List.of("status", "day"),
          Window.tumbling(Duration.ofDays(1), PARIS),
          List.of(Measure.count("events"), Measure.of(Kind.SUM, "value", "total")));

  static final Rollup SKETCHES =
      new Rollup(
          "sketches",
          "",
          List.of(),
          Window.tumbling(Duration.ofHours(1), ZoneOffset.UTC),
          List.of(
              Measure.percentiles("value", "values", 0.5, 0.95, 0.99),
              Measure.of(Kind.DISTINCT, "sensor", "sensors"),
              new Measure("hot_sensors", Kind.DISTINCT, "sensor", Conditions.allOf(HOT), List.of()),
              Measure.top("place", "top", 3)));

  /** The same rollup under another name. */
  static Rollup named(Rollup rollup, String name) {
    return new Rollup(
        name, rollup.description(), rollup.dimensions(), rollup.window(), rollup.measures());
  }

  static Pipeline of(String name, Rollup... rollups) {
    return Pipeline.named(name)
        .topic(name, 3)
        .schema(SCHEMA)
        .archive(new ArchiveLayout("bucket", name, Duration.ofSeconds(10), List.of()))
        .rollups(rollups)
        .simulator(seed -> null)
        .build();
  }
}
