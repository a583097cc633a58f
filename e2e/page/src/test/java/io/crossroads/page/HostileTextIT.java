package io.crossroads.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.simulate.Utf8Buffer;
import io.crossroads.serving.TestStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Texts of records that would be markup, scripts or orders to a terminal. */
@ExtendWith(SharedPlatform.class)
class HostileTextIT {

  private static final List<String> TEXTS =
      List.of(
          "<script>window.harmed = true</script>",
          "<img src=x onerror='window.harmed = true'>",
          "<svg onload=window.harmed=true>",
          "\"><iframe srcdoc='<script>parent.harmed=true</script>'></iframe>",
          "</td></tr></table><h1>gone</h1>",
          "${window.harmed = true}{{constructor.constructor('harmed=true')()}}",
          "javascript:window.harmed=true",
          "\u001b[31mred\u001b[2J\u001b]0;title\u0007",
          "\u202edesrever\u200b\u2060 and <!-- never closed",
          "' or 1=1 --  \\u003cscript\\u003e &lt;b&gt; &#x3c;b&#x3e;");

  /** How often each is sent, under keys of their own: 10,000 together. */
  private static final int TIMES = 1_000;

  private static final String HEAR =
      """
      window.reports = [];
      document.addEventListener('securitypolicyviolation', (event) =>
        window.reports.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
      window.addEventListener('error', (event) => window.reports.push(event.message));
      """;

  @Test
  void tenThousandAreShownAsTheTextsTheyAreAndNothingOfThemRuns(Chromium chromium)
      throws Exception {
    Pipeline meters = Pipelines.named("meters");
    try (TestStore store = TestStore.with(meters)) {
      List<StoredEvents.Stored> events = events();
      new StoredEvents(store, meters).commit(events);
      store.execute(
          """
          insert into serving.alert select 'meters', 'burst_pipe', event, event_time, event_time,
            null, 'HIGH', event from serving.latest where key like '0 %'
          """);
      reject(store);
      try (Serve serve = Serve.over(store.reader())) {
        Page page = chromium.page();
        List<String> said = new ArrayList<>();
        page.onConsoleMessage(message -> said.add(message.type() + ": " + message.text()));
        page.onPageError(said::add);
        page.onDialog(dialog -> said.add("dialog " + dialog.message()));
        page.addInitScript(HEAR);

        page.navigate(serve.view("now/meters"));
        assertThat(page.locator("section[aria-label='Latest values'] tbody tr")).hasCount(1_000);
        assertShown(ShownTable.of(page.locator("section[aria-label='Latest values'] table")));
        assertEquals(
            TEXTS.stream().map(HostileTextIT::visible).toList(),
            page.locator("section[aria-label='Newest rejected records'] td:last-child")
                .allInnerTexts());
        page.navigate(serve.view("trends/meters"));
        assertThat(page.locator("figure table")).hasCount(1);
        page.navigate(serve.view("api"));

        assertEquals(List.of(), page.evaluate("() => window.reports"));
        assertEquals(true, page.evaluate("() => window.harmed === undefined"));
        assertEquals(
            0, page.locator("main iframe, main script, main img, main h1:text('gone')").count());
        assertTrue(
            said.stream()
                .noneMatch(
                    line ->
                        line.contains("Refused")
                            || line.contains("dialog")
                            || line.contains("harmed")),
            said::toString);
        page.context().close();
      }
    }
  }

  /** Each as a rejected record, the first the newest. */
  private static void reject(TestStore store) throws SQLException {
    try (Connection connection = store.owner().connect("test");
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into serving.newest_rejected values ('meters', 'topic-id', 0, ?,"
                    + " '2026-03-02T08:00:00Z', 'not_json', null, ?, ?)")) {
      for (int i = 0; i < TEXTS.size(); i++) {
        insert.setInt(1, TEXTS.size() - i);
        insert.setInt(2, TEXTS.get(i).length());
        insert.setString(3, TEXTS.get(i));
        insert.executeUpdate();
      }
    }
  }

  /** With orders to a terminal and turns of direction as the numbers of their characters. */
  private static String visible(String text) {
    return Pattern.compile("[\\p{Cc}\\p{Cf}]")
        .matcher(text)
        .replaceAll(
            unseen -> String.format(Locale.ROOT, "\\\\u%04x", (int) unseen.group().charAt(0)));
  }

  private static void assertShown(ShownTable table) {
    for (List<String> row : table.rows()) {
      String wanted = TEXTS.get(Integer.parseInt(row.get(0).split(" ")[0]) % TEXTS.size());
      assertEquals(wanted.strip().replaceAll("\\s+", " "), row.get(3));
    }
  }

  private static List<StoredEvents.Stored> events() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    List<StoredEvents.Stored> events = new ArrayList<>();
    for (int i = 0; i < TIMES * TEXTS.size(); i++) {
      String text = TEXTS.get(i % TEXTS.size());
      Utf8Buffer json = new Utf8Buffer();
      json.raw("{\"meter\":").text(i + " " + text).raw(",\"at\":\"" + now + "\"");
      json.raw(",\"note\":").text(text).raw(",\"flow\":1}");
      events.add(new StoredEvents.Stored(json.toBytes(), now));
    }
    return events;
  }
}
