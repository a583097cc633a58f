package io.crossroads.pipelines.logs;

import io.crossroads.pipelines.ArchiveLayout;
import io.crossroads.pipelines.ArchiveLayout.PartitionBy;
import io.crossroads.pipelines.Dashboard;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.alert.Severity;
import io.crossroads.pipelines.decode.WireFormat;
import io.crossroads.pipelines.rollup.Condition;
import io.crossroads.pipelines.rollup.Condition.Comparison;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.pipelines.rollup.Window;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/** Requests as web servers log them, as JSON objects or as lines of the combined log format. */
public final class Logs {

  private static final String BY_STATUS = "logs_by_status";
  private static final String BY_HOST = "logs_by_host";
  private static final Window MINUTE = Window.tumbling(Duration.ofMinutes(1), ZoneOffset.UTC);

  /** Under so many requests in a minute, a share or a percentile says little. */
  private static final Condition ENOUGH_REQUESTS =
      new Condition("requests", Comparison.AT_LEAST, "50");

  private Logs() {}

  /** The declaration of the pipeline. */
  public static Pipeline pipeline() {
    return Pipeline.named("logs")
        .topic("logs_raw", 3)
        .rate(150)
        .schema(RequestSchema.schema())
        .formats(WireFormat.JSON, new CombinedFormat())
        .archive(
            new ArchiveLayout(
                "logs",
                "curated",
                Duration.ofSeconds(10),
                List.of(
                    new PartitionBy.Value(RequestSchema.DAY),
                    new PartitionBy.Value(RequestSchema.HOUR))))
        .countedBy(RequestSchema.STATUS)
        .rollups(byStatus(), byHost())
        .alerts(
            alert(
                "error_burst",
                Severity.HIGH,
                new Condition("error_share", Comparison.GREATER, "0.2")),
            alert(
                "slow_host",
                Severity.MEDIUM,
                new Condition("rt_ms.p95", Comparison.GREATER, "1500")))
        .dashboard(
            Dashboard.of(BY_HOST)
                .notable("errors")
                .line("requests", "requests")
                .shareBy(BY_STATUS, RequestSchema.STATUS)
                .tableBy(BY_HOST, RequestSchema.HOST))
        .analyses(LogAnalyses.all())
        .simulator(LogSimulator::new)
        .build();
  }

  private static Rollup byStatus() {
    return new Rollup(
        BY_STATUS,
        "Requests and bytes of each status in each minute",
        List.of(RequestSchema.STATUS),
        MINUTE,
        List.of(
            Measure.count("requests"), Measure.of(Measure.Kind.SUM, RequestSchema.BYTES, "bytes")));
  }

  private static Rollup byHost() {
    Condition failed = new Condition(RequestSchema.STATUS, Comparison.AT_LEAST, "500");
    return new Rollup(
        BY_HOST,
        "Requests, errors (status 500 and over), bytes, times to answer in ms and distinct"
            + " addresses of each host in each minute",
        List.of(RequestSchema.HOST),
        MINUTE,
        List.of(
            Measure.count("requests"),
            Measure.count("errors", failed),
            Measure.share("error_share", failed),
            Measure.of(Measure.Kind.SUM, RequestSchema.BYTES, "bytes"),
            Measure.percentiles(RequestSchema.RESPONSE_TIME, "rt_ms", 0.5, 0.95, 0.99),
            Measure.of(Measure.Kind.DISTINCT, RequestSchema.ADDRESS, "distinct_ip")));
  }

  private static Alert alert(String name, Severity severity, Condition unusual) {
    return new Alert.OnRollup(name, severity, BY_HOST, List.of(unusual, ENOUGH_REQUESTS), 1);
  }
}
