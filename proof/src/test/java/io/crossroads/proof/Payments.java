package io.crossroads.proof;

import io.crossroads.pipelines.ArchiveLayout;
import io.crossroads.pipelines.ArchiveLayout.PartitionBy;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.PipelineProvider;
import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.alert.Severity;
import io.crossroads.pipelines.rollup.Condition;
import io.crossroads.pipelines.rollup.Condition.Comparison;
import io.crossroads.pipelines.rollup.Conditions;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.pipelines.rollup.Window;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A pipeline in a JAR of its own whose key is a long and whose events are of no entity: there is no
 * latest one of anything.
 */
public final class Payments implements PipelineProvider {

  private static final Condition LARGE = new Condition("amount", Comparison.GREATER, "10000");
  private static final Condition IN_YEN = new Condition("currency", Comparison.EQUAL, "JPY");
  private static final Condition VERY_LARGE = new Condition("amount", Comparison.GREATER, "90000");

  /** Large in any currency; in yen, of which one is worth little, only if it is very large. */
  private static final Conditions WATCHED =
      Conditions.anyOf(
          Conditions.allOf(LARGE, new Condition("currency", Comparison.NOT_EQUAL, "JPY")),
          Conditions.allOf(VERY_LARGE, IN_YEN));

  @Override
  public Pipeline pipeline() {
    return Pipeline.named("payments")
        .topic("payments", 3)
        .schema(
            EventSchema.keyedBy(
                "transaction_id",
                "at",
                ZoneOffset.UTC,
                List.of(
                    Field.required(
                        "transaction_id", FieldType.whole(1, Long.MAX_VALUE), "", "The payment"),
                    Field.required(
                        "amount", FieldType.exactDecimal(4, "0.0001", "1000000"), "", "How much"),
                    Field.required(
                        "currency", FieldType.oneOf(List.of("EUR", "JPY", "MAD")), "", "Of what"),
                    Field.required("at", FieldType.time(), "", "When"))))
        .archive(
            new ArchiveLayout(
                "payments-data",
                "output",
                Duration.ofSeconds(10),
                List.of(new PartitionBy.Day("at"), new PartitionBy.Value("currency"))))
        .rollups(
            new Rollup(
                "payments_by_currency",
                "Payments of each currency and hour",
                List.of("currency"),
                Window.tumbling(Duration.ofHours(1), ZoneOffset.UTC),
                List.of(
                    Measure.count("payments"),
                    Measure.of(Measure.Kind.SUM, "amount", "total"),
                    Measure.count("watched", WATCHED))))
        .alerts(
            new Alert.OnRollup(
                "much",
                Severity.LOW,
                "payments_by_currency",
                Conditions.anyOf(
                    Conditions.allOf(new Condition("total", Comparison.GREATER, "1000000")),
                    Conditions.allOf(new Condition("watched", Comparison.AT_LEAST, "10"))),
                1))
        .identifiedBy("transaction_id")
        .simulator(
            seed -> {
              throw new UnsupportedOperationException("payments are sent by their test");
            })
        .build();
  }
}
