package io.crossroads.pipelines.iot;

import static io.crossroads.pipelines.rollup.Measure.Kind.MAX;
import static io.crossroads.pipelines.rollup.Measure.Kind.MEAN;
import static io.crossroads.pipelines.rollup.Measure.Kind.MIN;

import io.crossroads.pipelines.ArchiveLayout;
import io.crossroads.pipelines.ArchiveLayout.Copy;
import io.crossroads.pipelines.ArchiveLayout.PartitionBy;
import io.crossroads.pipelines.Dashboard;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.pipelines.rollup.Window;
import io.crossroads.pipelines.simulate.SimulatorOption;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/** A city's sensors of temperature, humidity, pressure and light, run from batteries. */
public final class Iot {

  private static final String BY_HOUR = "iot_by_hour";
  private static final String BY_LOCATION = "iot_by_location";

  private Iot() {}

  /** The declaration of the pipeline. */
  public static Pipeline pipeline() {
    return Pipeline.named("iot")
        .topic("iot-sensors", 3)
        .rate(0.5)
        .schema(IotSchema.schema())
        .archive(
            new ArchiveLayout(
                "iot-data",
                "processed",
                Duration.ofSeconds(10),
                List.of(new PartitionBy.Day("timestamp"), new PartitionBy.Value("sensor_type")),
                List.of(new Copy("anomalies", IotAlerts.anomaly()))))
        .rollups(
            rollup(
                "iot_by_minute",
                "Values and anomalies of each kind at each place in the minute that begins every"
                    + " 30 s",
                List.of("sensor_type", "location"),
                Window.sliding(Duration.ofMinutes(1), Duration.ofSeconds(30), ZoneOffset.UTC)),
            rollup(
                BY_HOUR,
                "Values and anomalies of each kind in each hour",
                List.of("sensor_type"),
                Window.tumbling(Duration.ofHours(1), ZoneOffset.UTC)),
            byLocation())
        .alerts(IotAlerts.all())
        .dashboard(dashboard())
        .analyses(IotAnalyses.all())
        .identifiedBy("sensor_id", "sensor_type", "timestamp")
        .simulator(seed -> new IotSimulator(seed, Drift.NONE))
        .simulatorOption(
            new SimulatorOption(
                "drift",
                value -> {
                  Drift drift = Drift.parse(value);
                  return seed -> new IotSimulator(seed, drift);
                }))
        .build();
  }

  private static Dashboard dashboard() {
    return Dashboard.of(BY_HOUR)
        .notable("anomalies")
        .line(mean(Kind.TEMPERATURE))
        .line(mean(Kind.HUMIDITY))
        .shareBy(BY_HOUR, "sensor_type")
        .tableBy(BY_LOCATION, "location")
        .level(new Dashboard.Level("battery_level", "30", "50", "75"));
  }

  private static Dashboard.Line mean(Kind kind) {
    return new Dashboard.Line(kind.label(), kind.unit(), "value_mean", "sensor_type", kind.label());
  }

  private static Rollup byLocation() {
    return new Rollup(
        BY_LOCATION,
        "Readings, anomalies, batteries in % and distinct sensors of each place in each hour",
        List.of("location"),
        Window.tumbling(Duration.ofHours(1), ZoneOffset.UTC),
        List.of(
            Measure.count("events"),
            Measure.count("anomalies", IotAlerts.anomaly()),
            Measure.of(MEAN, "battery_level", "battery_mean"),
            Measure.of(Measure.Kind.DISTINCT, "sensor_id", "sensors")));
  }

  private static Rollup rollup(
      String name, String description, List<String> dimensions, Window window) {
    return new Rollup(
        name,
        description,
        dimensions,
        window,
        List.of(
            Measure.count("events"),
            Measure.of(MEAN, "value", "value_mean"),
            Measure.of(MIN, "value", "value_min"),
            Measure.of(MAX, "value", "value_max"),
            Measure.count("anomalies", IotAlerts.anomaly())));
  }
}
