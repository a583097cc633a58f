package io.crossroads.page;

import io.crossroads.pipelines.ArchiveLayout;
import io.crossroads.pipelines.Dashboard;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.PipelineProvider;
import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.alert.Severity;
import io.crossroads.pipelines.analysis.Analysis;
import io.crossroads.pipelines.rollup.Condition;
import io.crossroads.pipelines.rollup.Condition.Comparison;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.pipelines.rollup.Window;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import io.crossroads.pipelines.simulate.SimulatedEvent;
import io.crossroads.pipelines.simulate.Simulator;
import io.crossroads.pipelines.simulate.Utf8Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;

/** A pipeline that the page has never heard of: water meters, each with a note of any text. */
public final class Meters implements PipelineProvider {

  private static final Condition FLOOD = new Condition("flow", Comparison.GREATER, "700");

  private static final Pipeline PIPELINE =
      Pipeline.named("meters")
          .topic("meters-topic", 1)
          .schema(
              EventSchema.keyedBy(
                      "meter",
                      "at",
                      ZoneOffset.UTC,
                      List.of(
                          Field.required("meter", FieldType.text(200), "", "Which meter"),
                          Field.required("at", FieldType.time(), "", "When it was read"),
                          Field.optional("note", FieldType.text(2_000), "", "What somebody wrote"),
                          Field.required("flow", FieldType.decimal(3, "0", "900"), "l/s", "Flow")))
                  .withEntity("meter"))
          .archive(new ArchiveLayout("meters", "read", Duration.ofSeconds(10), List.of()))
          .rollups(
              new Rollup(
                  "meters_by_minute",
                  "Readings of each meter in each minute",
                  List.of("meter"),
                  Window.tumbling(Duration.ofMinutes(1), ZoneOffset.UTC),
                  List.of(
                      Measure.count("readings"),
                      Measure.of(Measure.Kind.MEAN, "flow", "flow_mean"),
                      Measure.of(Measure.Kind.MAX, "flow", "flow_max"),
                      Measure.count("floods", FLOOD))))
          .alerts(
              new Alert.OnRollup(
                  "burst_pipe",
                  Severity.HIGH,
                  "meters_by_minute",
                  List.of(new Condition("flow_mean", Comparison.GREATER, "890")),
                  1))
          .dashboard(
              Dashboard.of("meters_by_minute")
                  .notable("floods")
                  .line("flow", "flow_mean")
                  .shareBy("meters_by_minute", "meter")
                  .tableBy("meters_by_minute", "meter")
                  .level(new Dashboard.Level("flow", "100", "300", "600")))
          .analyses(
              List.of(
                  new Analysis(
                      "by_meter", "Water of each meter", Analysis.Input.ARCHIVE, "select 1")))
          .simulator(Readings::new)
          .build();

  @Override
  public Pipeline pipeline() {
    return PIPELINE;
  }

  private static final class Readings implements Simulator {
    private final SplittableRandom random;

    Readings(long seed) {
      random = new SplittableRandom(seed);
    }

    @Override
    public SimulatedEvent next(long timeMicros) {
      String meter = "M" + random.nextInt(1, 4);
      Utf8Buffer json = new Utf8Buffer();
      json.raw("{\"meter\":").text(meter).raw(",\"at\":").time(timeMicros);
      json.raw(",\"note\":\"read\",\"flow\":").decimal(random.nextInt(1, 800_000), 3).raw('}');
      return new SimulatedEvent(meter.getBytes(StandardCharsets.UTF_8), json.toBytes());
    }
  }
}
