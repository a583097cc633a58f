package io.crossroads.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The browser of this machine, without a window. */
final class Browser implements AutoCloseable {

  private static final List<String> OPTIONS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");
  private static final int WIDTH = 1360;
  private static final int HEIGHT = 850;
  private static final double PATIENCE_MILLIS = 30_000;

  private static final Set<Browser> OPEN = ConcurrentHashMap.newKeySet();

  private final Playwright playwright;
  private final BrowserContext context;

  private Browser(Playwright playwright, BrowserContext context) {
    this.playwright = playwright;
    this.context = context;
  }

  static Browser open() {
    Playwright playwright = Playwright.create();
    BrowserContext context =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions().setExecutablePath(executable()).setArgs(OPTIONS))
            .newContext(
                new com.microsoft.playwright.Browser.NewContextOptions()
                    .setViewportSize(WIDTH, HEIGHT));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    Browser browser = new Browser(playwright, context);
    OPEN.add(browser);
    return browser;
  }

  private static Path executable() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .map(name -> Path.of("/usr/bin", name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("no Chromium in /usr/bin: install the package chromium"));
  }

  Page page() {
    return context.newPage();
  }

  /** Takes a picture of every page that is open, for those who look for a failure. */
  static void photograph(Path folder) {
    int number = 0;
    for (Browser browser : OPEN) {
      for (Page page : browser.context.pages()) {
        number++;
        picture(page, folder.resolve("page-" + number + ".png"));
      }
    }
  }

  /** Takes a picture of what is to be seen. */
  static void picture(Page page, Path file) {
    try {
      page.screenshot(new Page.ScreenshotOptions().setPath(file));
    } catch (PlaywrightException e) {
      Printed.line("no picture of %s: %s", page.url(), e.getMessage());
    }
  }

  @Override
  public void close() {
    OPEN.remove(this);
    playwright.close();
  }
}
