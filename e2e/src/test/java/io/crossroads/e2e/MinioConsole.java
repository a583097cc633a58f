package io.crossroads.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;

/** MinIO's object browser as a person sees it. */
final class MinioConsole {

  private static final String CELLS = "[role=gridcell]";

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

  /** Opens a bucket by its name at the left. */
  void openBucket(String name) {
    button(page, name).click();
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name)))
        .isVisible();
  }

  /** Opens the folder of that name. */
  void open(String name) {
    enter(page.locator(CELLS).getByText(name, new Locator.GetByTextOptions().setExact(true)));
  }

  /** Opens the first folder whose name begins so. */
  void openFirst(String beginning) {
    String name = page.locator(CELLS).getByText(beginning).first().innerText().strip();
    open(name);
  }

  private static void enter(Locator folder) {
    folder.click();
    assertThat(folder).not().isVisible();
  }

  /** Looks for an object whose name ends so. */
  void assertShows(String ending) {
    assertThat(page.locator(CELLS).getByText(ending).first()).isVisible();
  }

  /** Without the notice that it cannot ask its maker's site for news. */
  void picture(Path file) {
    Locator notice = page.getByText("Failed to fetch.").locator("xpath=ancestor::*[.//button][1]");
    if (notice.isVisible()) {
      notice.locator("button").last().click();
      assertThat(notice).not().isVisible();
    }
    Browser.picture(page, file);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }
}
