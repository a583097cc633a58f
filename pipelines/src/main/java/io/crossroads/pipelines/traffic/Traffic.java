package io.crossroads.pipelines.traffic;

import static io.crossroads.pipelines.rollup.Measure.Kind.MAX;
import static io.crossroads.pipelines.rollup.Measure.Kind.MEAN;
import static io.crossroads.pipelines.rollup.Measure.Kind.MIN;

import io.crossroads.pipelines.ArchiveLayout;
import io.crossroads.pipelines.ArchiveLayout.PartitionBy;
import io.crossroads.pipelines.Dashboard;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.alert.Severity;
import io.crossroads.pipelines.history.HistoryColumn;
import io.crossroads.pipelines.history.HistoryLayout;
import io.crossroads.pipelines.rollup.Condition;
import io.crossroads.pipelines.rollup.Condition.Comparison;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.pipelines.rollup.Window;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/** Road sensors that measure speed and density, and hourly counts at junctions from before. */
public final class Traffic {

  private static final String BY_HOUR = "traffic_by_hour";

  private Traffic() {}

  /** The declaration of the pipeline. */
  public static Pipeline pipeline() {
    return Pipeline.named("traffic")
        .topic("traffic-stream", 1)
        .rate(1)
        .schema(schema())
        .archive(
            new ArchiveLayout(
                "traffic-streaming-data",
                "raw_traffic",
                Duration.ofSeconds(10),
                List.of(new PartitionBy.Day("timestamp"), new PartitionBy.Value("sensor_id"))))
        .rollups(
            rollup("traffic_by_minute", Duration.ofMinutes(1)),
            rollup(BY_HOUR, Duration.ofHours(1)))
        .alerts(
            new Alert.OnRollup(
                "congestion",
                Severity.MEDIUM,
                "traffic_by_minute",
                List.of(
                    new Condition("speed_mean", Comparison.LESS, "25"),
                    new Condition("density_mean", Comparison.GREATER, "70")),
                2),
            new Alert.OnSilence("silent", Severity.HIGH, Duration.ofSeconds(60)))
        .dashboard(
            Dashboard.of(BY_HOUR)
                .line("speed", "speed_mean")
                .line("density", "density_mean")
                .tableBy(BY_HOUR, "sensor_id"))
        .analyses(TrafficAnalyses.all())
        .identifiedBy("sensor_id", "timestamp")
        .history(history())
        .simulator(TrafficSimulator::new)
        .build();
  }

  private static EventSchema schema() {
    return EventSchema.keyedBy(
            "sensor_id",
            "timestamp",
            ZoneOffset.UTC,
            List.of(
                Field.required(
                    "sensor_id",
                    FieldType.reference(Sensor.all().stream().map(Sensor::id).toList()),
                    "",
                    "The sensor, as in the reference file"),
                Field.required("timestamp", FieldType.time(), "", "When it was measured"),
                Field.required(
                    "average_speed",
                    FieldType.decimal(2, "0", "300"),
                    "km/h",
                    "Mean speed of the vehicles that passed"),
                Field.required(
                    "traffic_density",
                    FieldType.decimal(2, "0", "100"),
                    "%",
                    "Share of the road that vehicles cover")))
        .withEntity("sensor_id");
  }

  private static Rollup rollup(String name, Duration size) {
    return new Rollup(
        name,
        "Speed and density of each sensor in windows of " + size.toMinutes() + " minutes",
        List.of("sensor_id"),
        Window.tumbling(size, ZoneOffset.UTC),
        List.of(
            Measure.count("events"),
            Measure.of(MEAN, "average_speed", "speed_mean"),
            Measure.of(MIN, "average_speed", "speed_min"),
            Measure.of(MAX, "average_speed", "speed_max"),
            Measure.of(MEAN, "traffic_density", "density_mean"),
            Measure.of(MIN, "traffic_density", "density_min"),
            Measure.of(MAX, "traffic_density", "density_max")));
  }

  private static HistoryLayout history() {
    return new HistoryLayout(
        "traffic-batch-data",
        List.of(
            HistoryColumn.time("date_time", "DateTime", "timestamp", "date", "time", "datum"),
            HistoryColumn.count("junction", "Junction", "JunctionId", "intersection"),
            HistoryColumn.count("vehicles", "Vehicles", "VehicleCount", "count", "volume"),
            HistoryColumn.number("id", "ID", "RowId")),
        List.of("junction", "date_time"));
  }
}
