package io.crossroads.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.ArchiveLayout.Copy;
import io.crossroads.pipelines.ArchiveLayout.PartitionBy;
import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.alert.Severity;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.decode.Reason;
import io.crossroads.pipelines.decode.RecordHeaders;
import io.crossroads.pipelines.decode.Rejection;
import io.crossroads.pipelines.decode.WireFormat;
import io.crossroads.pipelines.rollup.Condition;
import io.crossroads.pipelines.rollup.Condition.Comparison;
import io.crossroads.pipelines.rollup.Conditions;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.pipelines.rollup.Window;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The contract holds what the pipelines to come need, each at its hardest point. */
class OtherPipelinesFitTest {

  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final long NOW = LocalDate.parse("2026-06-01").toEpochDay() * MICROS_PER_DAY;

  /** Dated reference data: the latest rate at most seven days old, or no event. */
  private static Optional<Rejection> toEuros(NavigableMap<Long, BigDecimal> rates, EventRow row) {
    long day = Math.floorDiv(row.number(2), MICROS_PER_DAY);
    var rate = rates.floorEntry(day);
    if (rate == null || day - rate.getKey() > 7) {
      return Optional.of(new Rejection(Reason.UNKNOWN_REFERENCE, "currency"));
    }
    BigDecimal euros =
        BigDecimal.valueOf(row.number(0), 4)
            .multiply(rate.getValue())
            .setScale(2, RoundingMode.HALF_EVEN);
    row.setNumber(3, euros.unscaledValue().longValueExact());
    row.setNumber(4, rate.getKey());
    return Optional.empty();
  }

  private static EventSchema payments() {
    NavigableMap<Long, BigDecimal> rates =
        new TreeMap<>(Map.of(LocalDate.parse("2026-05-20").toEpochDay(), new BigDecimal("0.0925")));
    return EventSchema.keyedBy(
            "currency",
            "at",
            ZoneOffset.UTC,
            List.of(
                Field.required("amount", FieldType.exactDecimal(4, "-1000000", "1000000"), "", ""),
                Field.required("currency", FieldType.reference(List.of("MAD", "EUR")), "", ""),
                Field.required("at", FieldType.time(), "", "")))
        .withEntity("currency")
        .withDerived(
            List.of(
                Field.required(
                    "amount_eur", FieldType.decimal(2, "-10000000", "10000000"), "EUR", ""),
                Field.required("rate_date", FieldType.date(), "", "")),
            (row, appended) -> toEuros(rates, row));
  }

  @Test
  void anAmountIsExactAndItsEurosComeFromADatedRate() {
    EventDecoder decoder = WireFormat.JSON.decoder(payments(), Limits.DEFAULT);
    EventRow row = decoder.newRow();

    assertEquals("", decode(decoder, row, payment("100.0540", "2026-05-27T23:59:59Z")));
    assertEquals(925, row.number(3), "100.054 x 0.0925 = 9.254995, half-even to 9.25");
    assertEquals(LocalDate.parse("2026-05-20").toEpochDay(), row.number(4));
    assertEquals(
        "unknown_reference (currency)",
        decode(decoder, row, payment("100", "2026-05-28T00:00:00Z")));
    assertEquals(
        "out_of_range (amount)",
        decode(decoder, row, payment("100.00001", "2026-05-27T00:00:00Z")));
  }

  /** Lines of a server: no JSON, but the same rows and the same reasons. */
  private record Lines() implements WireFormat {
    @Override
    public String name() {
      return "lines";
    }

    @Override
    public EventDecoder decoder(EventSchema schema, Limits limits) {
      return new LineDecoder(JSON.decoder(schema, limits));
    }
  }

  private record LineDecoder(EventDecoder json) implements EventDecoder {
    @Override
    public boolean decode(
        byte[] bytes, int offset, int length, RecordHeaders headers, long appended, EventRow row) {
      String[] words = new String(bytes, offset, length, StandardCharsets.UTF_8).split(" ");
      byte[] object =
          String.format(
                  Locale.ROOT, "{\"host\":\"%s\",\"ts\":\"%s\",\"status\":%s}", (Object[]) words)
              .getBytes(StandardCharsets.UTF_8);
      return json.decode(object, 0, object.length, headers, appended, row);
    }

    @Override
    public EventRow newRow() {
      return json.newRow();
    }
  }

  @Test
  void accessLogsHaveTwoFormatsStoredDayAndHourAndSketches() {
    EventSchema schema =
        EventSchema.keyedBy(
                "host",
                "ts",
                ZoneOffset.UTC,
                List.of(
                    Field.required("ts", FieldType.time(), "", ""),
                    Field.required("host", FieldType.text(255), "", ""),
                    Field.required("status", FieldType.whole(100, 599), "", ""),
                    Field.optional("ip", FieldType.text(45), "", ""),
                    Field.optional("rt_ms", FieldType.whole(0, 3_600_000), "ms", "")))
            .withEntity("host")
            .withDerived(
                List.of(
                    Field.required("dt", FieldType.date(), "", ""),
                    Field.required("hour", FieldType.whole(0, 23), "h", "")),
                (row, appended) -> {
                  row.setNumber(5, Math.floorDiv(row.number(0), MICROS_PER_DAY));
                  row.setNumber(6, Math.floorMod(row.number(0), MICROS_PER_DAY) / 3_600_000_000L);
                  return Optional.empty();
                });
    Condition failed = new Condition("status", Comparison.AT_LEAST, "500");
    Pipeline logs =
        pipeline(
            schema,
            List.of(WireFormat.JSON, new Lines()),
            new ArchiveLayout(
                "logs",
                "curated",
                Duration.ofSeconds(10),
                List.of(new PartitionBy.Value("dt"), new PartitionBy.Value("hour"))),
            new Rollup(
                "by_host",
                "",
                List.of("host"),
                Window.tumbling(Duration.ofMinutes(1), ZoneOffset.UTC),
                List.of(
                    Measure.count("requests"),
                    Measure.count("errors", failed),
                    Measure.share("error_share", failed),
                    Measure.percentiles("rt_ms", "rt_ms_percentiles", 0.5, 0.95, 0.99),
                    Measure.of(Measure.Kind.DISTINCT, "ip", "visitors"),
                    Measure.top("ip", "top_visitors", 10))),
            new Alert.OnRollup(
                "error_burst",
                Severity.HIGH,
                "by_host",
                List.of(
                    new Condition("error_share", Comparison.GREATER, "0.2"),
                    new Condition("requests", Comparison.AT_LEAST, "50")),
                1));

    EventDecoder decoder = logs.formats().get(1).decoder(schema, Limits.DEFAULT);
    EventRow row = decoder.newRow();
    assertEquals("", decode(decoder, row, "api.myapp.com 2026-05-24T18:10:00Z 503"));
    assertEquals(LocalDate.parse("2026-05-24").toEpochDay(), row.number(5));
    assertEquals(18, row.number(6));
    assertEquals("out_of_range (status)", decode(decoder, row, "h 2026-05-24T18:10:00Z 999"));
  }

  @Test
  void sensorsOfACityHaveADeclaredNormalRangeACopyOfAnomaliesAndSlidingWindows() {
    long[] least = {1500, 4000};
    long[] greatest = {3500, 9000};
    EventSchema schema =
        EventSchema.keyedBy(
                "sensor_id",
                "timestamp",
                ZoneOffset.UTC,
                List.of(
                    Field.required("sensor_id", FieldType.text(64), "", ""),
                    Field.required(
                        "sensor_type", FieldType.oneOf(List.of("temperature", "humidity")), "", ""),
                    Field.required("value", FieldType.decimal(2, "-1000", "1000000"), "", ""),
                    Field.required("timestamp", FieldType.time(), "", "")))
            .withEntity("sensor_id")
            .withDerived(
                List.of(Field.required("anomaly", FieldType.flag(), "", "")),
                (row, appended) -> {
                  int kind = (int) row.number(1);
                  boolean normal = row.number(2) >= least[kind] && row.number(2) <= greatest[kind];
                  row.setNumber(4, normal ? 0 : 1);
                  return Optional.empty();
                });
    Condition anomaly = new Condition("anomaly", Comparison.EQUAL, "true");
    Pipeline iot =
        pipeline(
            schema,
            List.of(WireFormat.JSON),
            new ArchiveLayout(
                "iot-data",
                "processed",
                Duration.ofSeconds(10),
                List.of(new PartitionBy.Day("timestamp"), new PartitionBy.Value("sensor_type")),
                List.of(new Copy("anomalies", Conditions.allOf(anomaly)))),
            new Rollup(
                "by_kind",
                "",
                List.of("sensor_type"),
                Window.sliding(Duration.ofMinutes(1), Duration.ofSeconds(30), ZoneOffset.UTC),
                List.of(
                    Measure.count("messages"),
                    Measure.count("anomalies", anomaly),
                    Measure.of(Measure.Kind.MEAN, "value", "mean"))),
            new Alert.OnReading(
                "out_of_range",
                List.of(new Alert.Level(Severity.MEDIUM, Conditions.allOf(anomaly))),
                Conditions.NONE,
                Duration.ofMinutes(5),
                "value"));

    EventDecoder decoder = iot.decoder(Limits.DEFAULT);
    EventRow row = decoder.newRow();
    String event =
        "{\"sensor_id\":\"SENSOR_001\",\"sensor_type\":\"humidity\",\"value\":%s,"
            + "\"timestamp\":\"2026-05-24T18:10:00Z\"}";
    assertEquals("", decode(decoder, row, String.format(Locale.ROOT, event, "90")));
    assertEquals(0, row.number(4));
    assertEquals("", decode(decoder, row, String.format(Locale.ROOT, event, "90.01")));
    assertEquals(1, row.number(4));
  }

  @Test
  void aDeclarationThatDoesNotFitItsSchemaIsRefusedWithTheNameAtFault() {
    Window hour = Window.tumbling(Duration.ofHours(1), ZoneOffset.UTC);
    Measure ofText = Measure.of(Measure.Kind.SUM, "currency", "sum");
    assertRefused("'currency', which is no number", "at", hour, ofText);
    assertRefused("no field 'country'", "country", hour, Measure.count("events"));
    assertThrows(
        IllegalArgumentException.class,
        () -> Window.sliding(Duration.ofMinutes(1), Duration.ofSeconds(25), ZoneOffset.UTC));
  }

  private static void assertRefused(String why, String dimension, Window window, Measure measure) {
    Rollup rollup = new Rollup("totals", "", List.of(dimension), window, List.of(measure));
    var failure =
        assertThrows(IllegalArgumentException.class, () -> rollup.requireFits(payments()));
    assertTrue(failure.getMessage().contains(why), failure.getMessage());
  }

  private static Pipeline pipeline(
      EventSchema schema,
      List<WireFormat> formats,
      ArchiveLayout archive,
      Rollup rollup,
      Alert alert) {
    return Pipeline.named("sample")
        .topic("sample-topic", 3)
        .schema(schema)
        .formats(formats.toArray(WireFormat[]::new))
        .archive(archive)
        .rollups(rollup)
        .alerts(alert)
        .simulator(seed -> null)
        .build();
  }

  private static String payment(String amount, String time) {
    return String.format(
        Locale.ROOT, "{\"amount\":%s,\"currency\":\"MAD\",\"at\":\"%s\"}", amount, time);
  }

  private static String decode(EventDecoder decoder, EventRow row, String record) {
    byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
    decoder.decode(bytes, 0, bytes.length, NOW, row);
    return row.rejection().map(Rejection::toString).orElse("");
  }
}
