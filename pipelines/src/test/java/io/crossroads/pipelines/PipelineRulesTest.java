package io.crossroads.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.ArchiveLayout.Copy;
import io.crossroads.pipelines.ArchiveLayout.PartitionBy;
import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.alert.Severity;
import io.crossroads.pipelines.analysis.Analysis;
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
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A declaration that cannot work is refused when it is built, with the value and the remedy. */
class PipelineRulesTest {

  private static final EventSchema SCHEMA =
      EventSchema.keyedBy(
          "id",
          "at",
          ZoneOffset.UTC,
          List.of(
              Field.required("id", FieldType.whole(1, 1000), "", ""),
              Field.required("at", FieldType.time(), "", ""),
              Field.required("kind", FieldType.oneOf(List.of("a", "b")), "", ""),
              Field.required("note", FieldType.text(3), "", ""),
              Field.optional("amount", FieldType.decimal(2, "0", "100"), "", "")));

  private static final Rollup BY_KIND =
      new Rollup(
          "by_kind",
          "",
          List.of("kind"),
          Window.tumbling(Duration.ofMinutes(1), ZoneOffset.UTC),
          List.of(
              Measure.count("events"),
              Measure.percentiles("amount", "amounts", 0.5, 0.95),
              Measure.top("kind", "frequent", 2)));

  private static PipelineBuilder payments() {
    return Pipeline.named("payments")
        .topic("payments-topic", 3)
        .schema(SCHEMA)
        .archive(archive(List.of()))
        .rollups(BY_KIND)
        .simulator(seed -> null);
  }

  private static ArchiveLayout archive(List<Copy> copies) {
    return new ArchiveLayout(
        "bucket", "table", Duration.ofSeconds(1), List.of(new PartitionBy.Value("kind")), copies);
  }

  @Test
  void aDashboardNamesWhatIsDeclaredAndAddsUp() {
    Dashboard byKind = Dashboard.of("by_kind");
    assertEquals(byKind, payments().dashboard(byKind).build().dashboard().orElseThrow());
    assertRefused(
        "there is no rollup 'by_day'", payments().dashboard(Dashboard.of("by_day"))::build);
    assertRefused(
        "'events' must count events that meet",
        payments().dashboard(byKind.notable("events"))::build);
    assertRefused(
        "'late' is no measure of 'by_kind'", payments().dashboard(byKind.notable("late"))::build);
    assertRefused(
        "'amounts' has no single figure", payments().dashboard(byKind.line("a", "amounts"))::build);
    assertRefused(
        "'note' is no dimension of 'by_kind'",
        payments().dashboard(byKind.tableBy("by_kind", "note"))::build);
    assertRefused(
        "'amount' is of entities, and the pipeline has none",
        payments().dashboard(byKind.level(new Dashboard.Level("amount", "1", "2", "3")))::build);
    assertRefused(
        "low, fair and good must not fall", () -> new Dashboard.Level("amount", "3", "2", "1"));
  }

  @Test
  void whatIsLeftOutHasADefaultOrIsAskedFor() {
    Pipeline pipeline = payments().build();

    assertEquals("json", pipeline.formats().get(0).name());
    assertEquals(1, pipeline.rate());
    assertEquals(List.of(), pipeline.alerts());
    assertRefused("pipeline 'p': has no topic; declare it", Pipeline.named("p")::build);
    assertRefused("has no simulator; declare it", payments().simulator(null)::build);
    assertRefused("has no schema; declare it", payments().schema(null)::build);
    assertRefused("has no archive; declare it", payments().archive(null)::build);
    assertRefused("at least 1 partition, not 0", payments().topic("t", 0)::build);
    assertRefused("over 0 events a second, not 0.0", payments().rate(0)::build);
    assertRefused("no wire format; leave out formats()", payments().formats()::build);
  }

  @Test
  void anAlertIsOnMeasuresOfItsRollup() {
    payments().alerts(onRollup("events", "50"), onRollup("amounts.p95", "1.5")).build();

    assertRefused(
        "pipeline 'payments': alert 'on total': condition 'total > 5': 'total' is no measure of"
            + " rollup 'by_kind'; there are [events, amounts, frequent]",
        payments().alerts(onRollup("total", "5"))::build);
    assertRefused(
        "'amounts' has [amounts.p50, amounts.p95]",
        payments().alerts(onRollup("amounts", "5"))::build);
    assertRefused(
        "'amounts.p99' is no figure", payments().alerts(onRollup("amounts.p99", "5"))::build);
    assertRefused("'frequent' has []", payments().alerts(onRollup("frequent", "5"))::build);
    assertRefused("is compared with a number", payments().alerts(onRollup("events", "x"))::build);
    assertRefused(
        "is on rollup 'by_hour', which is not declared; there are [by_kind]",
        payments()
                .alerts(new Alert.OnRollup("late", Severity.LOW, "by_hour", when("events", "1"), 1))
            ::build);
  }

  @Test
  void aRollupIsKeptInWholeDaysAndLongEnoughForItsWindowsAlertsAndEventsDatedAhead() {
    PipelineBuilder none = Pipeline.named("payments").topic("t", 1).schema(SCHEMA);
    none.archive(archive(List.of())).simulator(seed -> null);
    none.rollups(BY_KIND.keptFor(Duration.ofDays(2))).alerts(onRollup("events", "50")).build();

    assertRefused("'by_kind' is kept for PT36H", () -> BY_KIND.keptFor(Duration.ofHours(36)));
    assertRefused("'by_kind' is kept for PT-24H", () -> BY_KIND.keptFor(Duration.ofDays(-1)));
    Rollup daily =
        new Rollup(
            "daily",
            "",
            List.of("kind"),
            Window.tumbling(Duration.ofDays(1), ZoneOffset.UTC),
            List.of(Measure.count("events")));
    Alert alert = new Alert.OnRollup("often", Severity.LOW, "daily", when("events", "1"), 1);
    payments().rollups(daily.keptFor(Duration.ofDays(4))).alerts(alert).build();
    assertRefused(
        "rollup 'daily': is kept for PT72H, and what reads it needs PT96H",
        payments().rollups(daily.keptFor(Duration.ofDays(3))).alerts(alert)::build);
    assertRefused(
        "rollup 'daily': is kept for PT24H, and what reads it needs PT48H",
        payments().rollups(daily.keptFor(Duration.ofDays(1)))::build);
  }

  @Test
  void aConditionComparesAFieldWithWhatItCanHold() {
    copied("kind", Comparison.EQUAL, "b").build();
    copied("id", Comparison.GREATER, "999").build();

    assertRefused("no field 'sort'; there are", copied("sort", Comparison.EQUAL, "b")::build);
    assertRefused("'kind' is one of [a, b]", copied("kind", Comparison.EQUAL, "c")::build);
    assertRefused("'note' has at most 3 bytes", copied("note", Comparison.EQUAL, "long")::build);
    assertRefused("'id' is from 1 to 1000", copied("id", Comparison.GREATER, "1001")::build);
    assertRefused("'id' has 0 digits after", copied("id", Comparison.GREATER, "1.5")::build);
    assertRefused(
        "'amount' is from 0.00 to 100.00", copied("amount", Comparison.LESS, "-1")::build);
    assertRefused("'amount' has 2 digits", copied("amount", Comparison.LESS, "1.234")::build);
    assertRefused("compared with a number, not 'x'", copied("id", Comparison.GREATER, "x")::build);
    assertRefused("compared with a time", copied("at", Comparison.GREATER, "noon")::build);
    assertRefused(
        "rollup 'odd': condition 'id > 5000'",
        payments()
                .rollups(
                    new Rollup(
                        "odd",
                        "",
                        List.of(),
                        BY_KIND.window(),
                        List.of(
                            Measure.count("n", new Condition("id", Comparison.GREATER, "5000")))))
            ::build);
  }

  @Test
  void namesAreThereOnceInAPipeline() {
    assertRefused("rollups: 'by_kind' is there twice", payments().rollups(BY_KIND)::build);
    assertRefused(
        "alerts: 'on events' is there twice",
        payments().alerts(onRollup("events", "1"), onRollup("events", "2"))::build);
    assertRefused(
        "analyses: 'totals' is there twice",
        payments().analyses(List.of(analysis("totals"), analysis("totals")))::build);
    assertRefused(
        "analysis 'by_kind' has a rollup's name; give it another",
        payments().analyses(List.of(analysis("by_kind")))::build);
    assertRefused(
        "tables: 'table_rejected' is there twice",
        payments()
                .archive(
                    archive(List.of(new Copy("table_rejected", Conditions.allOf(when("id", "5"))))))
            ::build);
  }

  @Test
  void anAnalysisOfHistoryNeedsHistory() {
    Analysis old = new Analysis("old", "", Analysis.Input.HISTORY, "select 1");
    assertRefused(
        "analysis 'old' reads history, and there is none; declare history(...)",
        payments().analyses(List.of(old))::build);
  }

  @Test
  void whatIsAboutEntitiesNeedsEventsOfEntities() {
    Alert silent = new Alert.OnSilence("silent", Severity.LOW, Duration.ofMinutes(1));
    Alert high =
        new Alert.OnReading(
            "high",
            List.of(new Alert.Level(Severity.LOW, Conditions.allOf(when("id", "500")))),
            Conditions.NONE,
            Duration.ofMinutes(5),
            "id");

    payments().schema(SCHEMA.withEntity("note")).alerts(silent, high).build();
    String remedy = "and events are of none; declare the schema withEntity(...)";
    assertRefused(remedy, payments().alerts(silent)::build);
    assertRefused(remedy, payments().alerts(high)::build);
  }

  @Test
  void whatIdentifiesAnEventIsInEveryEvent() {
    assertEquals(
        List.of("duplicates"),
        payments().identifiedBy("id", "kind").build().analyses().stream()
            .map(Analysis::name)
            .toList());
    assertRefused(
        "events are identified by 'amount', which one may lack",
        payments().identifiedBy("id", "amount")::build);
    assertRefused("no field 'number'", payments().identifiedBy("number")::build);
    assertRefused(
        "analyses: 'duplicates' is there twice",
        payments().analyses(List.of(analysis("duplicates"))).identifiedBy("id")::build);
  }

  @Test
  void pipelinesBesideEachOtherShareNothing() {
    Pipeline one = payments().build();
    Supplier<PipelineBuilder> other =
        () ->
            Pipeline.named("other")
                .topic("other-topic", 1)
                .schema(SCHEMA)
                .archive(new ArchiveLayout("elsewhere", "table", Duration.ofSeconds(1), List.of()))
                .simulator(seed -> null);

    assertEquals(2, Pipelines.distinct(List.of(one, other.get().build())).size());
    assertClash("name payments", one, one);
    assertClash("topic payments-topic", one, other.get().topic("payments-topic", 1).build());
    assertClash("rollup by_kind", one, other.get().rollups(BY_KIND).build());
    assertClash("table bucket/table", one, other.get().archive(archive(List.of())).build());
  }

  private static void assertClash(String what, Pipeline one, Pipeline other) {
    assertRefused(
        "both have " + what + "; give one of them another name",
        () -> Pipelines.distinct(List.of(one, other)));
  }

  private static PipelineBuilder copied(String field, Comparison comparison, String constant) {
    Condition condition = new Condition(field, comparison, constant);
    return payments().archive(archive(List.of(new Copy("some", Conditions.allOf(condition)))));
  }

  private static Alert onRollup(String measure, String constant) {
    return new Alert.OnRollup("on " + measure, Severity.LOW, "by_kind", when(measure, constant), 1);
  }

  private static List<Condition> when(String name, String constant) {
    return List.of(new Condition(name, Comparison.GREATER, constant));
  }

  private static Analysis analysis(String name) {
    return new Analysis(name, "", Analysis.Input.ARCHIVE, "select 1");
  }

  private static void assertRefused(String why, Supplier<?> declaration) {
    var failure = assertThrows(IllegalArgumentException.class, declaration::get);
    assertTrue(failure.getMessage().contains(why), failure.getMessage());
  }
}
