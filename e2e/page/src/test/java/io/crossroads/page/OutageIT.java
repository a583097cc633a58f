package io.crossroads.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.serving.TestStore;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an open page shows while something behind it is away, and once that is back. */
@ExtendWith(SharedPlatform.class)
class OutageIT {

  private final Chromium chromium;
  private TestStore store;
  private StoredEvents events;
  private Serve serve;
  private Page page;

  OutageIT(Chromium chromium) {
    this.chromium = chromium;
  }

  @BeforeEach
  void start() throws Exception {
    Pipeline meters = Pipelines.named("meters");
    store = TestStore.with(meters);
    events = new StoredEvents(store, meters);
    send(20);
    serve = Serve.over(store.reader());
    page = chromium.page();
    page.navigate(serve.view("now/meters"));
    assertThat(sign()).hasText("Live");
    assertThat(page.locator("section[aria-label=Series] figure")).hasCount(4);
    assertShowsWhatTheApiSays();
  }

  @AfterEach
  void stop() {
    page.context().close();
    serve.close();
    store.close();
  }

  private void send(int count) throws Exception {
    events.commit(events.simulated(count, Instant.now(), Duration.ofMillis(100)));
  }

  private Locator sign() {
    return page.locator("#bar .sign");
  }

  /** The flow of each meter, which the next answers change. */
  private void assertShowsWhatTheApiSays() {
    for (var row : serve.ask("api/v1/pipelines/meters/latest").path("rows")) {
      Locator shown =
          page.locator("section[aria-label='Latest values'] tr")
              .filter(
                  new Locator.FilterOptions()
                      .setHas(page.locator("td:text-is('" + row.path("key").asText() + "')")));
      assertThat(shown).containsText(ShownTable.time(row.path("event_time").asText()));
      assertThat(shown.locator("td.number").first())
          .hasText(
              row.path("event")
                  .path("flow")
                  .decimalValue()
                  .setScale(2, RoundingMode.HALF_EVEN)
                  .toPlainString());
    }
  }

  /** What is shown says that it is old, and since when. */
  private void assertShownAsOld() {
    assertThat(sign()).containsText("Old: as of");
    assertThat(page.locator("body")).hasClass(Pattern.compile("\\bold\\b"));
  }

  @Test
  void whileServeIsKilledNumbersAreShownAsOldAndAreRightAgainAfterItsRestart() throws Exception {
    serve.kill();
    assertShownAsOld();
    send(20);
    serve.restart();
    assertThat(sign()).hasText("Live");
    assertShowsWhatTheApiSays();
  }

  @Test
  void whilePostgresIsAwayNumbersAreShownAsOldAndAreRightAgainAfterwards() throws Exception {
    store.postgres().kill();
    assertShownAsOld();
    store.postgres().start();
    send(20);
    assertThat(sign()).hasText("Live");
    assertShowsWhatTheApiSays();
  }

  @Test
  void withoutANetworkNumbersAreShownAsOldAndAreRightAgainAfterwards() throws Exception {
    page.context().setOffline(true);
    assertShownAsOld();
    send(20);
    page.context().setOffline(false);
    assertThat(sign()).hasText("Live");
    assertShowsWhatTheApiSays();
  }

  @Test
  void aPipelineThatIsSilentSaysSoThoughTheConnectionIsLive() {
    page.clock().install();
    page.reload();
    assertThat(page.locator("section[aria-label=Series] figure")).hasCount(4);
    assertThat(page.locator(".card .severity.medium")).hasCount(0);
    page.clock().fastForward("02:00");
    assertThat(page.locator(".card .severity.medium")).containsText("2 min ago");
  }
}
