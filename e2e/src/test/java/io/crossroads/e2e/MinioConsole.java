package io.crossroads.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;

/** MinIO's object browser as a person sees it. */
final class MinioConsole {

  private static final String ROWS = "[role=gridcell], .ReactVirtualized__Table__rowColumn";

  private final Page page;

  private MinioConsole(Page page) {
    this.page = page;
  }

  static MinioConsole logIn(Page page, Stack stack) {
    page.navigate("http://localhost:" + stack.ports().minioConsole());
    page.locator("#accessKey").fill("reader");
    page.locator("#secretKey").fill(stack.secret("minio-reader"));
    button(page, "Login").click();
    button(page, "Acknowledge").click();
    return new MinioConsole(page);
  }

  /** Opens a bucket or a folder of the list that is to be seen. */
  void open(String name) {
    entry(name).click();
  }

  /** Opens the first folder of the list that is to be seen. */
  void openFirst() {
    entry("/").click();
  }

  /** Goes back to the list of buckets, and opens one. */
  void openBucket(String name) {
    page.getByText(name).first().click();
  }

  /** Looks for an object whose name ends so. */
  void assertShows(String ending) {
    assertThat(entry(ending)).isVisible();
  }

  void picture(Path file) {
    Browser.picture(page, file);
  }

  private Locator entry(String text) {
    return page.locator(ROWS).getByText(text).first();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }
}
