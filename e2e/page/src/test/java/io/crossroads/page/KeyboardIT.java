package io.crossroads.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every action without a mouse: by Tab to what is to be used, and the keys that use it. */
@ExtendWith(SharedPlatform.class)
class KeyboardIT {

  private static final int MOST_TABS = 120;

  private final Serve serve;
  private final Chromium chromium;
  private Page page;

  KeyboardIT(FilledPlatform platform, Chromium chromium) {
    this.serve = platform.serve();
    this.chromium = chromium;
  }

  @BeforeEach
  void open() {
    page = chromium.page();
  }

  @AfterEach
  void close() {
    page.context().close();
  }

  private void go(String view) {
    page.navigate(serve.view(view));
    assertThat(page.locator("#bar .sign")).hasText("Live");
    assertThat(page.locator("main .quiet:text-is('Loading')")).hasCount(0);
  }

  /** Presses Tab until the element has the focus, which must be seen. */
  private void tabTo(Locator element) {
    assertThat(element).isVisible();
    for (int i = 0; i < MOST_TABS; i++) {
      page.keyboard().press("Tab");
      if ((boolean) element.evaluate("(it) => it === document.activeElement")) {
        assertNotEquals(
            "none 0px",
            element.evaluate(
                "(it) => { const s = getComputedStyle(it);"
                    + " return `${s.outlineStyle} ${s.outlineWidth}`; }"),
            element::toString);
        return;
      }
    }
    throw new AssertionError(element + " is not reached by " + MOST_TABS + " times Tab");
  }

  private Locator combo(String label) {
    return page.getByRole(
        AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(label).setExact(true));
  }

  @Test
  void theFirstTabLeadsPastTheBarToTheContent() {
    go("");
    page.keyboard().press("Tab");
    assertThat(page.locator("a.skip")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("#content")).isFocused();
    assertThat(page.locator("h1")).hasText("Pipelines");
  }

  @Test
  void viewsAndPipelinesAreChosenByEnter() {
    go("");
    tabTo(page.locator("section.card[aria-label=meters] h2 a"));
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).hasText("meters: now");
    for (String view : new String[] {"Trends", "Trust", "API", "Home", "Now"}) {
      page.locator("body").evaluate("() => document.activeElement.blur()");
      tabTo(page.locator("#bar nav[aria-label=Views] a:text-is('" + view + "')"));
      page.keyboard().press("Enter");
      assertThat(page.locator("#bar a[aria-current=page]")).hasText(view);
    }
    tabTo(page.locator("#bar nav.pipelines a:text-is('iot')"));
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).hasText("iot: now");
  }

  @Test
  void theZoneOfAllTimesIsChangedBySpace() {
    go("trust");
    tabTo(page.locator("#bar .state button"));
    page.keyboard().press("Space");
    assertThat(page.locator("#bar .state button")).hasText(Pattern.compile("Asia/Kat.*"));
  }

  @Test
  void whatIsShownOfSeriesIsChosenByArrows() {
    go("now/traffic");
    tabTo(combo("Windows"));
    page.keyboard().press("ArrowDown");
    assertThat(page).hasURL(Pattern.compile(".*rollup=traffic_by_hour.*"));
    tabTo(combo("Last"));
    page.keyboard().press("ArrowDown");
    assertThat(page).hasURL(Pattern.compile(".*range=6h.*"));
    tabTo(page.locator(".chips button:text-is('S2')"));
    page.keyboard().press("Space");
    assertThat(page).hasURL(Pattern.compile(".*focus=S2.*"));
  }

  @Test
  void thePointsOfAChartAreReadOutByArrowsAndItsTableOpensByEnter() {
    go("trends/meters?range=24h");
    Locator chart = page.locator("line-chart").first();
    tabTo(chart);
    String last = chart.getAttribute("aria-valuetext");
    page.keyboard().press("ArrowLeft");
    assertNotEquals(last, chart.getAttribute("aria-valuetext"));
    page.keyboard().press("End");
    assertEquals(last, chart.getAttribute("aria-valuetext"));
    page.keyboard().press("Home");
    assertThat(chart).hasAttribute("aria-valuenow", "0");
    tabTo(page.locator("details.behind summary").first());
    page.keyboard().press("Enter");
    assertThat(page.locator("details.behind table").first()).isVisible();
  }

  @Test
  void aTrendIsChosenComparedAndSaved() throws Exception {
    go("trends/meters");
    tabTo(combo("Measure"));
    page.keyboard().press("ArrowDown");
    assertThat(page).hasURL(Pattern.compile(".*measure=flow_mean.*"));
    tabTo(combo("Range"));
    page.keyboard().press("ArrowDown");
    assertThat(page).hasURL(Pattern.compile(".*range=7d.*"));
    tabTo(page.getByLabel("with the time before"));
    page.keyboard().press("Space");
    assertThat(page.locator("figcaption")).containsText("this range and the one before");
    tabTo(page.locator("section[aria-label=Windows] button:text-is('CSV')"));
    Download download = page.waitForDownload(() -> page.keyboard().press("Enter"));
    String csv = Files.readString(download.path());
    assertTrue(csv.startsWith("window_start,"), csv);
    assertTrue(csv.lines().count() > 10, csv);
  }

  @Test
  void aQuestionToTheApiIsFilledInAndSent() {
    go("api");
    Locator operation =
        page.locator("details.operation")
            .filter(
                new Locator.FilterOptions()
                    .setHas(page.locator("code:text-is('/api/v1/pipelines/{pipeline}/latest')")));
    tabTo(operation.locator("summary"));
    page.keyboard().press("Enter");
    tabTo(operation.locator("select").first());
    page.keyboard().type("meters");
    tabTo(operation.locator("input[name=limit]"));
    page.keyboard().type("2");
    page.keyboard().press("Enter");
    assertThat(operation.locator("p[role=status]")).containsText("200");
    assertThat(operation.locator("pre")).containsText("\"pipeline\": \"meters\"");
  }
}
