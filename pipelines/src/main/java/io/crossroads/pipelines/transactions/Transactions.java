package io.crossroads.pipelines.transactions;

import static io.crossroads.pipelines.rollup.Measure.Kind.MAX;
import static io.crossroads.pipelines.rollup.Measure.Kind.SUM;

import io.crossroads.pipelines.ArchiveLayout;
import io.crossroads.pipelines.ArchiveLayout.PartitionBy;
import io.crossroads.pipelines.Dashboard;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.alert.Severity;
import io.crossroads.pipelines.reference.ReferenceFolder;
import io.crossroads.pipelines.rollup.Condition;
import io.crossroads.pipelines.rollup.Condition.Comparison;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.pipelines.rollup.Window;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;

/** Payments in many currencies, each worth so many euros by a dated rate. */
public final class Transactions {

  /** The zone of local times, of days in totals, and of the dates that rates are chosen by. */
  public static final ZoneId ZONE = ZoneId.of("Europe/Paris");

  private static final String NAME = "transactions";
  private static final String BY_MINUTE = "transactions_by_minute";
  private static final String BURST = "transactions_burst";

  private Transactions() {}

  /** The declaration of the pipeline, with sample rates, those that were loaded, and Paris. */
  public static Pipeline pipeline() {
    RateVersions samples = RateVersions.samples();
    Supplier<RateVersions> rates =
        ReferenceFolder.of(NAME)
            .<Supplier<RateVersions>>map(LoadedRates::new)
            .orElse(() -> samples);
    return pipeline(ZONE, rates);
  }

  /**
   * The declaration of the pipeline.
   *
   * @param zone of local times, of days in totals, and of the dates that rates are chosen by
   * @param rates what amounts are divided by; asked for each payment, by several threads, so that a
   *     version that takes effect later can be added meanwhile
   */
  public static Pipeline pipeline(ZoneId zone, Supplier<RateVersions> rates) {
    return pipeline(zone, rates, new AmountDeviation(rates));
  }

  /**
   * The same with another judgement of payments.
   *
   * @param score fills the column {@code score}
   */
  public static Pipeline pipeline(ZoneId zone, Supplier<RateVersions> rates, PaymentScore score) {
    return Pipeline.named(NAME)
        .topic("transactions", 3)
        .rate(5)
        .schema(PaymentSchema.of(zone, rates, score))
        .archive(
            new ArchiveLayout(
                "transactions",
                "output",
                Duration.ofSeconds(10),
                List.of(new PartitionBy.Day("timestamp"))))
        .rollups(byMinute(), byDay(zone), burst())
        .alerts(
            new Alert.OnRollup(
                "large",
                Severity.MEDIUM,
                BY_MINUTE,
                List.of(new Condition("large", Comparison.AT_LEAST, "1")),
                1),
            new Alert.OnRollup(
                "burst",
                Severity.HIGH,
                BURST,
                List.of(new Condition("transactions", Comparison.GREATER, "20")),
                1))
        .dashboard(
            Dashboard.of(BY_MINUTE)
                .notable("large")
                .line("transactions", "transactions")
                .shareBy(BY_MINUTE, "devise")
                .tableBy(BY_MINUTE, "devise"))
        .analyses(TransactionAnalyses.all(zone))
        .identifiedBy("transaction_id")
        .reference(LoadedRates::check)
        .simulator(TransactionSimulator::new)
        .build();
  }

  private static Rollup byMinute() {
    return new Rollup(
        BY_MINUTE,
        "Payments of each currency in each minute; large ones are over 10000 EUR",
        List.of("devise"),
        Window.tumbling(Duration.ofMinutes(1), ZoneOffset.UTC),
        List.of(
            Measure.count("transactions"),
            Measure.of(SUM, "amount_eur", "amount_eur_sum"),
            Measure.of(MAX, "amount_eur", "amount_eur_max"),
            Measure.count("large", new Condition("amount_eur", Comparison.GREATER, "10000"))));
  }

  private static Rollup byDay(ZoneId zone) {
    return new Rollup(
        "transactions_by_day",
        "Payments of each currency on each day of " + zone,
        List.of("devise"),
        Window.tumbling(Duration.ofDays(1), zone),
        List.of(Measure.count("transactions"), Measure.of(SUM, "amount_eur", "amount_eur_sum")));
  }

  private static Rollup burst() {
    return new Rollup(
            BURST,
            "Payments of the same amount and currency in each minute, of the last days",
            List.of("montant", "devise"),
            Window.tumbling(Duration.ofMinutes(1), ZoneOffset.UTC),
            List.of(Measure.count("transactions")))
        .keptFor(Duration.ofDays(2));
  }
}
