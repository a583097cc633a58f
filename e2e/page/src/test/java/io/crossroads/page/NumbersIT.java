package io.crossroads.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.crossroads.page.ShownTable.assertNumber;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.schema.FieldType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is read back from the page is what the API answers, of every pipeline in every view: also of
 * {@link Meters}, which is in no line of the page.
 */
@ExtendWith(SharedPlatform.class)
class NumbersIT {

  private final Serve serve;
  private final Chromium chromium;
  private Page page;

  NumbersIT(FilledPlatform platform, Chromium chromium) {
    this.serve = platform.serve();
    this.chromium = chromium;
  }

  static List<Pipeline> pipelines() {
    List<Pipeline> all = Pipelines.all();
    assertTrue(all.stream().anyMatch(pipeline -> pipeline.name().equals("meters")));
    return all;
  }

  @BeforeEach
  void open() {
    page = chromium.page();
  }

  @AfterEach
  void close() {
    page.context().close();
  }

  @Test
  void homeHasACardOfEachPipelineWithItsOpenAlertsAndRejectedShare() {
    page.navigate(serve.view(""));
    for (Pipeline pipeline : pipelines()) {
      String name = pipeline.name();
      Locator card = page.locator("section.card[aria-label='" + name + "']");
      String open = "api/v1/pipelines/" + name + "/alerts?state=open";
      assertThat(figure(card, "open alerts"))
          .hasText(Integer.toString(serve.ask(open).path("rows").size()));
      assertFalse(figure(card, "events per minute").innerText().isBlank(), name);
      if (pipeline.analyses().stream().anyMatch(a -> a.name().equals("rejected_share"))) {
        // 12 of 1,234,569.
        assertThat(figure(card, "rejected")).hasText("<0.01%");
      }
    }
  }

  private static Locator figure(Locator card, String term) {
    return card.locator("dt:text-is('" + term + "') + dd");
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void nowHasTheSeriesTheAlertsAndTheLatestValuesOfTheApi(Pipeline pipeline) {
    String base = "api/v1/pipelines/" + pipeline.name();
    page.navigate(serve.view("now/" + pipeline.name()));
    assertThat(page.locator("figure").first()).isVisible();

    JsonNode rollup = serve.ask("api/v1/rollups/" + chosen("Windows"));
    String by = rollup.path("dimensions").path(0).path("name").asText();
    Map<String, JsonNode> rows =
        byWindow(
            serve.ask(
                "api/v1/query?limit=10000&rollup="
                    + rollup.path("name").asText()
                    + "&dimensions="
                    + by),
            by);
    for (JsonNode measure : rollup.path("measures")) {
      for (String number : numbers(measure)) {
        ShownTable table = ShownTable.of(figureOf(number, measure).locator("table"));
        assertTrue(table.rows().size() > 10, number);
        assertSeries(table, rows, number);
      }
    }
    JsonNode alerts = serve.ask(base + "/alerts?state=open").path("rows");
    assertThat(page.locator(".badge")).hasText(alerts.size() + " open");
    JsonNode latest = serve.ask(base + "/alerts?limit=10").path("rows");
    assertEquals(pipeline.alerts().isEmpty() ? 0 : 10, latest.size());
    if (!latest.isEmpty()) {
      assertAlerts(ShownTable.of(page.locator("section[aria-label=Alerts] table")), latest);
    }
    if (pipeline.schema().entity().isPresent()) {
      assertLatest(pipeline, serve.ask(base + "/latest").path("rows"));
    }
  }

  private String chosen(String label) {
    return page.getByRole(
            AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(label).setExact(true))
        .inputValue();
  }

  private Locator figureOf(String number, JsonNode measure) {
    String unit = measure.path("unit").asText();
    String label = number.replace('_', ' ') + (unit.isEmpty() ? "" : ", " + unit);
    return page.locator("figure")
        .filter(
            new Locator.FilterOptions()
                .setHas(page.locator("figcaption:text-is('" + label + "')")));
  }

  /** The numbers of a measure, as the page names them. */
  private static List<String> numbers(JsonNode measure) {
    String name = measure.path("name").asText();
    return switch (measure.path("kind").asText()) {
      case "top" -> List.of();
      case "percentiles" ->
          StreamSupport.stream(measure.path("arguments").spliterator(), false)
              .map(rank -> String.format(Locale.ROOT, "%s.p%.0f", name, rank.asDouble() * 100))
              .toList();
      default -> List.of(name);
    };
  }

  private static Map<String, JsonNode> byWindow(JsonNode answer, String by) {
    Map<String, JsonNode> rows = new HashMap<>();
    for (JsonNode row : answer.path("rows")) {
      JsonNode value = row.path(by);
      String name = by.isEmpty() ? "all" : value.asText();
      if (value.isNumber()) {
        name = value.decimalValue().stripTrailingZeros().toPlainString();
      }
      rows.put(ShownTable.time(row.path("window_start").asText()) + " " + name, row);
    }
    return rows;
  }

  /** Every cell of a series, and none is left out that the newest window has. */
  private static void assertSeries(ShownTable table, Map<String, JsonNode> rows, String number) {
    String[] path = number.split("\\.");
    for (List<String> shown : table.rows()) {
      for (int i = 1; i < shown.size(); i++) {
        String key = shown.get(0) + " " + table.head().get(i);
        JsonNode value = rows.containsKey(key) ? rows.get(key) : null;
        for (String member : path) {
          value = value == null ? null : value.get(member);
        }
        assertNumber(value == null ? "" : value.asText(), shown.get(i), number + " " + key);
      }
    }
  }

  private static void assertAlerts(ShownTable table, JsonNode alerts) {
    assertEquals(alerts.size(), table.rows().size());
    for (int i = 0; i < alerts.size(); i++) {
      JsonNode alert = alerts.get(i);
      assertTrue(
          table
              .cell(i, "severity")
              .endsWith(alert.path("severity").asText().toLowerCase(Locale.ROOT)));
      assertEquals(alert.path("alert").asText().replace('_', ' '), table.cell(i, "alert"));
      assertEquals(ShownTable.time(alert.path("started_at").asText()), table.cell(i, "since"));
      assertEquals(
          alert.path("ended_at").isNull()
              ? "goes on"
              : ShownTable.time(alert.path("until").asText()),
          table.cell(i, "until"));
    }
  }

  private void assertLatest(Pipeline pipeline, JsonNode rows) {
    ShownTable table = ShownTable.of(page.locator("section[aria-label='Latest values'] table"));
    assertEquals(rows.size(), table.rows().size());
    for (int i = 0; i < rows.size(); i++) {
      assertEquals(rows.get(i).path("key").asText(), table.rows().get(i).get(0));
      int column = 2;
      for (var field : pipeline.schema().columns()) {
        if (field.name().equals(pipeline.schema().entity().orElseThrow())) {
          continue;
        }
        JsonNode value = rows.get(i).path("event").path(field.name());
        String shown = table.rows().get(i).get(column);
        String context = pipeline + " " + field.name() + " of row " + i;
        if (value.isNumber()) {
          assertNumber(value.asText(), shown, context);
        } else if (field.type() instanceof FieldType.Time && !value.isNull()) {
          assertEquals(ShownTable.time(value.asText()), shown, context);
        } else {
          assertEquals(value.isNull() ? "" : value.asText(), shown, context);
        }
        column++;
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void trendsHaveEachNumberOfEachRollupAsTheApiCallBehindThemAnswers(Pipeline pipeline) {
    for (var declared : pipeline.rollups()) {
      JsonNode rollup = serve.ask("api/v1/rollups/" + declared.name());
      for (JsonNode measure : rollup.path("measures")) {
        for (String number : numbers(measure)) {
          page.navigate(
              serve.view("trends/" + pipeline.name() + "?range=7d&rollup=" + declared.name())
                  + "&measure="
                  + number);
          Locator figure = figureOf(number, measure);
          assertThat(figure).hasCount(1);
          Locator call = page.locator("section[aria-label=Windows] a.button");
          JsonNode answer = serve.ask(call.getAttribute("href"));
          String by = chosen("By");
          ShownTable table = ShownTable.of(figure.locator("table"));
          assertFalse(table.rows().isEmpty(), declared.name());
          assertSeries(table, byWindow(answer, by.equals("all") ? "" : by), number);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void trendsHaveTheAnalysesOfTheApi(Pipeline pipeline) {
    for (var analysis : pipeline.analyses()) {
      page.navigate(serve.view("trends/" + pipeline.name() + "?analysis=" + analysis.name()));
      Locator section = page.locator("section[aria-label=Analyses]");
      assertThat(section.locator("p.quiet").first()).containsText(analysis.description());
      ShownTable table = ShownTable.of(section.locator("table"));
      JsonNode rows =
          serve
              .ask("api/v1/pipelines/" + pipeline.name() + "/analyses/" + analysis.name())
              .path("rows");
      assertEquals(rows.size(), table.rows().size());
      for (int i = 0; i < rows.size(); i++) {
        assertEquals(rows.get(i).path("group_of").asText(), table.cell(i, "group of"));
        for (String name : List.of("records", "rejected", "mean")) {
          assertNumber(rows.get(i).path(name).asText(), table.cell(i, name), analysis + name);
        }
      }
    }
  }

  @Test
  void trustHasThePositionsOfTheApi() {
    page.navigate(serve.view("trust"));
    for (Pipeline pipeline : pipelines()) {
      Locator section = page.locator("section[aria-label='" + pipeline.name() + "']");
      Locator found = section.locator("table").first();
      assertThat(found).isVisible();
      ShownTable table = ShownTable.of(found);
      JsonNode answer = serve.ask("api/v1/pipelines/" + pipeline.name() + "/positions");
      int row = 0;
      for (JsonNode query : answer.path("queries")) {
        for (JsonNode partition : query.path("partitions")) {
          assertEquals(query.path("query").asText(), table.cell(row, "query"));
          assertNumber(
              partition.path("next_offset").asText(), table.cell(row, "next offset"), pipeline);
          assertNumber(partition.path("lag").asText(), table.cell(row, "lag"), pipeline);
          row++;
        }
      }
      assertEquals(row, table.rows().size());
      assertTrue(row > 0);
      assertThat(section)
          .containsText(ShownTable.time(answer.path("horizon").path("time").asText()));
    }
  }

  @Test
  void homeHasTheProofInOneLineAndTrustItsHistory() {
    page.navigate(serve.view(""));
    int pipelines = pipelines().size();
    assertThat(page.locator("p.proof"))
        .containsText(
            String.format(
                Locale.ROOT,
                "Exact for %d pipelines: %,d records, each in one row; %,d cells compared with the"
                    + " archive, 0 differ.",
                pipelines,
                601 * pipelines,
                1_234 * pipelines));
    page.navigate(serve.view("trust"));
    JsonNode runs = serve.ask("api/v1/reconciliations?pipeline=meters").path("rows");
    Locator found =
        page.locator("section[aria-label=meters] table")
            .filter(new Locator.FilterOptions().setHasText("reconciled"));
    assertThat(found).isVisible();
    ShownTable table = ShownTable.of(found);
    assertEquals(runs.size(), table.rows().size());
    for (int i = 0; i < runs.size(); i++) {
      JsonNode run = runs.get(i);
      assertEquals(ShownTable.time(run.path("ended_at").asText()), table.cell(i, "reconciled"));
      assertTrue(
          table.cell(i, "found").endsWith(run.path("exact").asBoolean() ? " Exact" : "Not exact"));
      for (String name : List.of("records", "archived", "rejected", "missing", "twice", "lost")) {
        assertNumber(run.path(name).asText(), table.cell(i, name), name);
      }
      assertNumber(run.path("cells").asText(), table.cell(i, "cells compared"), run);
      assertNumber(run.path("cells_differ").asText(), table.cell(i, "cells that differ"), run);
    }
  }

  @Test
  void trustHasTheRejectedRecordsOfEachHourAndReason() {
    page.navigate(serve.view("trust"));
    JsonNode rows = serve.ask("api/v1/pipelines/meters/rejections").path("rows");
    assertEquals(3, rows.size());
    Locator figure = page.locator("section[aria-label=meters] figure");
    assertThat(figure.locator("figcaption")).containsText("not json 1,502, out of range 7");
    ShownTable table = ShownTable.of(figure.locator("table"));
    Map<String, String> counts = new HashMap<>();
    rows.forEach(
        row ->
            counts.put(
                ShownTable.time(row.path("hour").asText())
                    + row.path("reason").asText().replace('_', ' '),
                row.path("records").asText()));
    assertEquals(4, table.rows().size());
    for (int i = 0; i < table.rows().size(); i++) {
      for (String reason : List.of("not json", "out of range")) {
        String key = table.cell(i, "hour") + reason;
        assertNumber(counts.getOrDefault(key, "0"), table.cell(i, reason), key);
      }
    }
  }

  @Test
  void nowHasTheNewestRejectedRecordsAndWhatTheySay() {
    page.navigate(serve.view("now/meters"));
    JsonNode rows = serve.ask("api/v1/pipelines/meters/rejected").path("rows");
    assertEquals(20, rows.size());
    Locator section = page.locator("section[aria-label='Newest rejected records']");
    assertThat(section.locator("tbody tr")).hasCount(20);
    ShownTable table = ShownTable.of(section.locator("table"));
    for (int i = 0; i < rows.size(); i++) {
      JsonNode row = rows.get(i);
      assertEquals(ShownTable.time(row.path("append_time").asText()), table.cell(i, "appended"));
      assertEquals("out of range", table.cell(i, "reason"));
      assertEquals(row.path("field").asText(), table.cell(i, "field"));
      for (String name : List.of("partition", "offset", "bytes")) {
        assertNumber(row.path(name).asText(), table.cell(i, name), row);
      }
      assertEquals(row.path("value").asText(), table.cell(i, "begins with").replaceAll("\\s", ""));
    }
  }

  @Test
  void theApiPageShowsWhatAQuestionAnswers() {
    page.navigate(serve.view("api"));
    Locator operation =
        page.locator("details.operation")
            .filter(
                new Locator.FilterOptions()
                    .setHas(page.locator("code:text-is('/api/v1/pipelines/{pipeline}')")));
    operation.locator("summary").click();
    operation.getByLabel("pipeline").selectOption("meters");
    operation.locator("button").click();
    String shown = operation.locator("pre").textContent();
    assertEquals(
        serve.ask("api/v1/pipelines/meters").toString(), shown.replaceAll("\\n\\s*|(?<=:) ", ""));
  }
}
