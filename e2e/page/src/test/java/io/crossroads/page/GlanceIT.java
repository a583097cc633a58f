package io.crossroads.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.crossroads.page.ShownTable.assertNumber;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.crossroads.pipelines.Dashboard;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a pipeline declares to be worth a look, as the page shows it, is what the API answers over
 * the 24 hours that the page names: also of {@link Meters}, which is in no line of the page.
 */
@ExtendWith(SharedPlatform.class)
class GlanceIT {

  private static final Pattern RANGE = Pattern.compile("From (.{20}) to (.{20}), with the window");
  private static final Duration DAY = Duration.ofDays(1);

  private final Serve serve;
  private final Chromium chromium;
  private Page page;
  private Locator glance;
  private Instant to;

  GlanceIT(FilledPlatform platform, Chromium chromium) {
    this.serve = platform.serve();
    this.chromium = chromium;
  }

  static List<Pipeline> declaring() {
    List<Pipeline> all =
        Pipelines.all().stream().filter(pipeline -> pipeline.dashboard().isPresent()).toList();
    assertEquals(Pipelines.all().size(), all.size());
    return all;
  }

  static Stream<Pipeline> withEntities() {
    return declaring().stream().filter(pipeline -> pipeline.schema().entity().isPresent());
  }

  @BeforeEach
  void open() {
    page = chromium.page();
  }

  @AfterEach
  void close() {
    page.context().close();
  }

  /** Opens a pipeline and reads the range that it says it shows. */
  private Dashboard show(Pipeline pipeline) {
    page.navigate(serve.view("now/" + pipeline.name()));
    glance = page.locator("section[aria-label='Last 24 hours']");
    Locator range = glance.locator("p.quiet:has-text('From ')");
    assertThat(range).isVisible();
    Matcher shown = RANGE.matcher(range.innerText());
    assertTrue(shown.find(), range::innerText);
    to = ShownTable.instant(shown.group(2));
    assertEquals(to.minus(DAY), ShownTable.instant(shown.group(1)));
    Dashboard declared = pipeline.dashboard().orElseThrow();
    Instant now = Instant.now();
    assertTrue(!to.isBefore(now.minusSeconds(60)) && to.minus(size(declared)).isBefore(now));
    return declared;
  }

  private Duration size(Dashboard declared) {
    JsonNode rollup = serve.ask("api/v1/rollups/" + declared.rollup());
    return Duration.parse(rollup.path("window").path("size").asText());
  }

  private JsonNode rollup(
      String path, String rollup, String dimensions, Instant from, Instant end) {
    return serve
        .ask(
            String.format(
                Locale.ROOT,
                "api/v1/%s?limit=10000&rollup=%s&dimensions=%s&from=%s&to=%s",
                path,
                rollup,
                dimensions,
                from,
                end))
        .path("rows");
  }

  private JsonNode totals(String rollup, String dimensions) {
    return rollup("totals", rollup, dimensions, to.minus(DAY), to);
  }

  private Locator card(String label) {
    return glance.locator(".card:has(p.label:text-is('" + label + "'))");
  }

  private String counting(String rollup) {
    for (JsonNode measure : serve.ask("api/v1/rollups/" + rollup).path("measures")) {
      if (measure.path("kind").asText().equals("count") && measure.path("where").isEmpty()) {
        return measure.path("name").asText();
      }
    }
    throw new AssertionError(rollup + " counts nothing");
  }

  @ParameterizedTest
  @MethodSource("declaring")
  void cardsHaveTheEventsOf24HoursTheirTrendAndHowManyAreWorthALook(Pipeline pipeline) {
    Dashboard declared = show(pipeline);
    String rollup = declared.rollup();
    String count = counting(rollup);
    JsonNode total = totals(rollup, "").path(0);
    long events = total.path(count).asLong();
    assertTrue(events >= 600, () -> pipeline + ": " + events);
    Locator shown = card(count + " in 24 hours");
    assertNumber(Long.toString(events), shown.locator(".value").innerText(), pipeline);

    Instant over = to.minus(size(declared));
    long now = rollup("totals", rollup, "", to.minus(DAY), over).path(0).path(count).asLong();
    long before =
        rollup("totals", rollup, "", to.minus(DAY).minus(DAY), over.minus(DAY))
            .path(0)
            .path(count)
            .asLong();
    assertTrue(before > 0, pipeline::name);
    assertThat(shown)
        .containsText(
            now == before
                ? "as many as the day before"
                : percent(now - before, before) + (now < before ? " less" : " more"));

    if (!declared.notable().isEmpty()) {
      Locator worth = card(declared.notable() + " in 24 hours");
      long notable = total.path(declared.notable()).asLong();
      assertNumber(Long.toString(notable), worth.locator(".value").innerText(), pipeline);
      assertThat(worth).containsText(percent(notable, events) + " of " + count);
    }
  }

  private static String percent(long part, long whole) {
    return String.format(
                Locale.ROOT,
                "%,.2f",
                BigDecimal.valueOf(Math.abs(part) * 100)
                    .divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_UP))
            .replaceAll("\\.?0+$", "")
        + "%";
  }

  @ParameterizedTest
  @MethodSource("withEntities")
  void cardsHaveTheEntitiesAndTheMeanOfTheirLatestLevel(Pipeline pipeline) {
    Dashboard declared = show(pipeline);
    JsonNode latest =
        serve.ask("api/v1/pipelines/" + pipeline.name() + "/latest?limit=1000").path("rows");
    String entities = pipeline.schema().entity().orElseThrow().replace("_id", "") + "s";
    assertNumber(
        Integer.toString(latest.size()), card(entities).locator(".value").innerText(), pipeline);
    assertThat(card(entities)).containsText("active in the last 5 minutes");
    for (Dashboard.Level level : declared.levels()) {
      List<BigDecimal> values = new ArrayList<>();
      latest.forEach(row -> values.add(row.path("event").path(level.field()).decimalValue()));
      assertFalse(values.isEmpty());
      BigDecimal mean =
          values.stream()
              .reduce(BigDecimal.ZERO, BigDecimal::add)
              .divide(BigDecimal.valueOf(values.size()), 9, RoundingMode.HALF_EVEN);
      Locator card = card("mean " + level.field().replace('_', ' '));
      String[] shown = card.locator(".value").innerText().trim().split("\\s+");
      assertEquals(band(level, mean), shown[1]);
      assertNumber(mean.toPlainString(), shown[2], pipeline);
      long low = values.stream().filter(value -> value.compareTo(level.low()) < 0).count();
      assertThat(card).containsText(low + " low, under " + level.low());
    }
  }

  private static String band(Dashboard.Level level, BigDecimal mean) {
    if (mean.compareTo(level.good()) > 0) {
      return "good";
    }
    return mean.compareTo(level.fair()) < 0 ? "poor" : "fair";
  }

  @ParameterizedTest
  @MethodSource("declaring")
  void linesAndBarsAreTheWindowsOfTheApi(Pipeline pipeline) {
    Dashboard declared = show(pipeline);
    ShownTable table = ShownTable.of(glance.locator("figure.wide table"));
    assertTrue(table.rows().size() > 1);
    long sizeMillis = size(declared).toMillis();
    for (int i = 0; i < table.rows().size(); i++) {
      Instant window = ShownTable.instant(table.cell(i, "window"));
      assertEquals(0, window.toEpochMilli() % sizeMillis);
      for (int line = 0; line < declared.lines().size(); line++) {
        Dashboard.Line drawn = declared.lines().get(line);
        JsonNode rows =
            rollup("query", declared.rollup(), drawn.dimension(), window, window.plusMillis(1));
        String value = "";
        for (JsonNode row : rows) {
          if (drawn.dimension().isEmpty()
              || row.path(drawn.dimension()).asText().equals(drawn.value())) {
            value = row.path(drawn.measure()).asText();
          }
        }
        assertNumber(value, table.rows().get(i).get(1 + line), drawn + " " + window);
      }
      if (!declared.notable().isEmpty()) {
        JsonNode row = rollup("query", declared.rollup(), "", window, window.plusMillis(1)).path(0);
        assertNumber(
            row.path(declared.notable()).asText(),
            table.cell(i, declared.notable()),
            declared.notable() + window);
      }
      if (i > 8) {
        return;
      }
    }
  }

  @ParameterizedTest
  @MethodSource("declaring")
  void sharesAreThoseOfAllEventsAndAddUp(Pipeline pipeline) {
    Dashboard declared = show(pipeline);
    assertThat(glance.locator("figure.shares")).hasCount(declared.shares().size());
    for (int i = 0; i < declared.shares().size(); i++) {
      Dashboard.Breakdown by = declared.shares().get(i);
      ShownTable table = ShownTable.of(glance.locator("figure.shares").nth(i).locator("table"));
      String count = counting(by.rollup());
      JsonNode rows = totals(by.rollup(), by.dimension());
      long all = 0;
      for (JsonNode row : rows) {
        all += row.path(count).asLong();
      }
      assertEquals(rows.size(), table.rows().size());
      for (JsonNode row : rows) {
        List<String> shown = rowOf(table, 1, row.path(by.dimension()).asText());
        assertNumber(row.path(count).asText(), shown.get(2), row);
        assertEquals(percent(row.path(count).asLong(), all), shown.get(3));
      }
    }
  }

  private static List<String> rowOf(ShownTable table, int column, String name) {
    return table.rows().stream()
        .filter(row -> row.get(column).equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in " + table.rows()));
  }

  @ParameterizedTest
  @MethodSource("declaring")
  void tablesHaveEachMeasureOfEachGroupTheOneWithMostEventsFirst(Pipeline pipeline) {
    Dashboard declared = show(pipeline);
    for (Dashboard.Breakdown by : declared.tables()) {
      Locator section =
          glance.locator("section[aria-label='24 hours by " + words(by.dimension()) + "']");
      ShownTable table = ShownTable.of(section.locator("table"));
      JsonNode call = serve.ask(section.locator("a.button").getAttribute("href"));
      JsonNode rows = totals(by.rollup(), by.dimension());
      assertEquals(rows.size(), call.path("rows").size());
      assertEquals(rows.size(), table.rows().size());
      String count = counting(by.rollup());
      assertDescending(table, words(count));
      for (JsonNode row : rows) {
        List<String> shown = rowOf(table, 0, row.path(by.dimension()).asText());
        for (JsonNode measure : serve.ask("api/v1/rollups/" + by.rollup()).path("measures")) {
          if (!measure.path("type").asText().startsWith("decimals")) {
            assertCell(declared, measure, row, shown.get(column(table, measure)));
          }
        }
      }
    }
  }

  private static void assertDescending(ShownTable table, String count) {
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i < table.rows().size(); i++) {
      counts.add(Long.valueOf(table.cell(i, count).replace(",", "")));
    }
    assertEquals(counts.stream().sorted(Comparator.reverseOrder()).toList(), counts);
  }

  private static int column(ShownTable table, JsonNode measure) {
    String unit = measure.path("unit").asText();
    return table
        .head()
        .indexOf(words(measure.path("name").asText()) + (unit.isEmpty() ? "" : ", " + unit));
  }

  private static void assertCell(Dashboard declared, JsonNode measure, JsonNode row, String shown) {
    JsonNode value = row.path(measure.path("name").asText());
    if (measure.path("kind").asText().equals("share")) {
      assertNumber(
          value.decimalValue().movePointRight(2).toPlainString(), shown.replace("%", ""), row);
      return;
    }
    String number = shown;
    for (Dashboard.Level level : declared.levels()) {
      if (measure.path("kind").asText().equals("mean")
          && measure.path("field").asText().equals(level.field())) {
        String[] parts = shown.split("\\s+");
        assertEquals(band(level, value.decimalValue()), parts[1]);
        number = parts[2];
      }
    }
    assertNumber(value.asText(), number, row);
  }

  private static String words(String name) {
    return name.replace('_', ' ');
  }
}
