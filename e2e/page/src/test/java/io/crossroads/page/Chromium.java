package io.crossroads.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The browser of this machine, without a window. Without one, tests are skipped and say so, unless
 * {@code -Dpage.browser=required} makes that a failure.
 */
final class Chromium implements AutoCloseable {

  private static final String MISSING =
      "no Chromium in /usr/bin: install the package chromium, or name one with CHROMIUM=/path";

  private static final List<String> OPTIONS =
      List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");

  private static final double PATIENCE_MILLIS = 30_000;
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 900;

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts it, or skips the test that asks for it. */
  static Chromium open() {
    Optional<Path> executable = executable();
    if (executable.isEmpty() && "required".equals(System.getProperty("page.browser"))) {
      throw new AssertionError(MISSING);
    }
    Assumptions.assumeTrue(executable.isPresent(), MISSING);
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    Playwright playwright = Playwright.create();
    return new Chromium(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable.orElseThrow())
                    .setArgs(OPTIONS)));
  }

  private static Optional<Path> executable() {
    Stream<Path> usual =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .map(name -> Path.of("/usr/bin", name));
    return Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")).map(Path::of), usual)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** An empty page of a reader of her own, who reads English and is not in UTC. */
  Page page(ColorScheme scheme) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setLocale("en-US")
                .setTimezoneId("Asia/Kathmandu")
                .setColorScheme(scheme)
                .setViewportSize(WIDTH, HEIGHT));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    return context.newPage();
  }

  Page page() {
    return page(ColorScheme.LIGHT);
  }

  @Override
  public void close() {
    playwright.close();
  }
}
