package io.crossroads.pipelines.environment;

import static io.crossroads.pipelines.rollup.Measure.Kind.MEAN;

import io.crossroads.pipelines.ArchiveLayout;
import io.crossroads.pipelines.ArchiveLayout.PartitionBy;
import io.crossroads.pipelines.Dashboard;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.RowTable;
import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.alert.Severity;
import io.crossroads.pipelines.rollup.Condition;
import io.crossroads.pipelines.rollup.Condition.Comparison;
import io.crossroads.pipelines.rollup.Conditions;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.pipelines.rollup.Window;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/** Sensors in rooms of three sites that measure the air. */
public final class Environment {

  private static final String WINDOWS = "sensor_data_agg";

  private static final Duration QUIET = Duration.ofMinutes(2);

  private static final Conditions EXTREME =
      Conditions.anyOf(
          when("temperature", Comparison.LESS, "5"),
          when("temperature", Comparison.GREATER, "40"),
          when("co2", Comparison.GREATER, "2000"));

  private static final Conditions FAULT = when("status", Comparison.EQUAL, ReadingSchema.FAULT);

  private static final Conditions BAD_AIR =
      Conditions.anyOf(
          when("co2", Comparison.GREATER, "1000"),
          when("humidity", Comparison.LESS, "20"),
          when("humidity", Comparison.GREATER, "80"));

  private static final Conditions LOW_BATTERY = when("battery_level", Comparison.LESS, "20");

  private Environment() {}

  /** The declaration of the pipeline. */
  public static Pipeline pipeline() {
    return Pipeline.named("environment")
        .topic("environment-sensors", 3)
        .rate(2)
        .schema(ReadingSchema.schema())
        .archive(
            new ArchiveLayout(
                "environment",
                "readings",
                Duration.ofSeconds(10),
                List.of(new PartitionBy.Day("timestamp"), new PartitionBy.Value("site"))))
        .rows(new RowTable("sensor_data", Duration.ofDays(30)))
        .rollups(byWindow())
        .alerts(
            new Alert.OnReading(
                    "extreme",
                    List.of(new Alert.Level(Severity.HIGH, EXTREME)),
                    Conditions.NONE,
                    QUIET,
                    "temperature")
                .measuring("temperature", "co2"),
            new Alert.OnReading(
                "fault",
                List.of(new Alert.Level(Severity.MEDIUM, FAULT)),
                Conditions.NONE,
                QUIET,
                "battery_level"),
            new Alert.OnReading(
                    "warning",
                    List.of(
                        new Alert.Level(Severity.LOW, LOW_BATTERY),
                        new Alert.Level(Severity.MEDIUM, BAD_AIR)),
                    EXTREME,
                    QUIET,
                    "co2")
                .measuring("co2", "humidity", "battery_level"))
        .dashboard(
            Dashboard.of(WINDOWS)
                .notable("alerts")
                .line("temperature", "temperature_mean")
                .line("humidity", "humidity_mean")
                .level(new Dashboard.Level("battery_level", "20", "50", "75")))
        .analyses(EnvironmentAnalyses.all())
        .identifiedBy("sensor_id", "timestamp")
        .simulator(EnvironmentSimulator::new)
        .build();
  }

  private static Rollup byWindow() {
    return new Rollup(
        WINDOWS,
        "What each sensor measured in the mean of five minutes, every minute; alerts are readings"
            + " that are extreme, of a fault, or a warning",
        List.of("sensor_id"),
        Window.sliding(Duration.ofMinutes(5), Duration.ofMinutes(1), ZoneOffset.UTC),
        List.of(
            Measure.count("readings"),
            Measure.count("alerts", Conditions.anyOf(EXTREME, FAULT, BAD_AIR, LOW_BATTERY)),
            Measure.count("faults", FAULT),
            Measure.of(MEAN, "temperature", "temperature_mean"),
            Measure.of(MEAN, "humidity", "humidity_mean"),
            Measure.of(MEAN, "co2", "co2_mean"),
            Measure.of(MEAN, "pressure", "pressure_mean"),
            Measure.of(MEAN, "battery_level", "battery_mean")));
  }

  private static Conditions when(String field, Comparison comparison, String value) {
    return Conditions.allOf(new Condition(field, comparison, value));
  }
}
