package io.crossroads.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.Sizes;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the page gets to the browser: how much of it, and from where. */
@ExtendWith(SharedPlatform.class)
class TransferIT {

  private static final long MOST_BYTES = 600_000;

  private final Serve serve;
  private final Chromium chromium;

  TransferIT(FilledPlatform platform, Chromium chromium) {
    this.serve = platform.serve();
    this.chromium = chromium;
  }

  @Test
  void theFirstViewWithAllItsNumbersIsAtMost600KilobytesOfThisServerAlone() {
    for (String view : List.of("", "now/environment")) {
      Page page = chromium.page();
      Queue<Request> finished = new ConcurrentLinkedQueue<>();
      Queue<String> asked = new ConcurrentLinkedQueue<>();
      page.onRequest(request -> asked.add(request.url()));
      page.onRequestFinished(finished::add);
      page.navigate(serve.view(view));
      assertThat(page.locator("svg.spark").first()).isVisible();
      assertThat(page.locator("main .quiet:text-is('Loading')")).hasCount(0);
      long bytes = 0;
      for (Request request : finished) {
        Sizes sizes = request.sizes();
        bytes += sizes.responseBodySize + sizes.responseHeadersSize;
      }
      System.out.printf(
          Locale.ROOT,
          "page: first view '%s': %d bytes in %d answers%n",
          view,
          bytes,
          finished.size());
      assertTrue(bytes > 20_000 && bytes <= MOST_BYTES, view + ": " + bytes + " bytes");
      assertTrue(
          asked.stream().allMatch(url -> url.startsWith(serve.address().toString())),
          asked::toString);
      page.context().close();
    }
  }

  @Test
  void belowAPrefixOfAReverseProxyEveryViewWorksAndStaysLive() throws Exception {
    try (ReverseProxy proxy = new ReverseProxy("/city/crossroads/", serve.address())) {
      Page page = chromium.page();
      for (String view : List.of("", "now/meters", "trends/meters", "trust", "api")) {
        page.navigate(proxy.address() + "#/" + view);
        assertThat(page.locator("#bar .sign")).hasText("Live");
        assertThat(page.locator("main h1")).isVisible();
        assertThat(page.locator("main .quiet:text-is('Loading')")).hasCount(0);
        assertThat(page.locator("main .failure")).hasCount(0);
      }
      assertEquals(List.of(), List.copyOf(proxy.strays()));
      page.context().close();
    }
  }
}
