package io.crossroads.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** Airflow as a person sees it; every step is a click or a key. */
final class AirflowPages {

  private static final Pattern LIST = Pattern.compile(".*/dags/?(\\?.*)?");

  private final Page page;

  private AirflowPages(Page page) {
    this.page = page;
  }

  static AirflowPages logIn(Page page, Stack stack) {
    page.navigate("http://localhost:" + stack.ports().airflow());
    page.getByLabel("Username").fill("admin");
    page.getByLabel("Password").fill(stack.secret("airflow-admin"));
    button(page, "Sign In").click();
    return new AirflowPages(page);
  }

  /** Opens the list of all DAGs. */
  void openList() {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Dags").setExact(true))
        .first()
        .click();
    page.waitForURL(LIST);
    assertThat(page.getByTestId("toggle-pause").first()).isVisible();
  }

  /** Opens a DAG from the list of all. */
  void open(String dag) {
    openList();
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(dag).setExact(true))
        .first()
        .click();
    page.waitForURL("**/dags/" + dag + "**");
    assertThat(page.getByTestId("toggle-pause")).hasCount(1);
  }

  /** Lets the open DAG run, if it is paused. */
  void unpause() {
    Locator toggle = page.getByTestId("toggle-pause");
    Locator input = toggle.locator("input");
    if (!input.isChecked()) {
      toggle.click();
      assertThat(input).isChecked();
    }
  }

  /**
   * Fills the form of the open DAG and sends it off.
   *
   * @param form values by the fields' labels
   */
  void trigger(Map<String, String> form) {
    button(page, "Trigger").first().click();
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    form.forEach(
        (label, value) -> {
          Locator field = dialog.getByLabel(label);
          field.fill(value);
          field.press("Tab");
        });
    dialog
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Trigger"))
        .last()
        .click();
    assertThat(dialog).not().isVisible();
  }

  /** Looks at the runs of a DAG until the newest is green. */
  void awaitGreen(String dag, Duration limit) {
    open(dag);
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Runs").setExact(true))
        .first()
        .click();
    Locator newest = page.locator("tbody").getByTestId("state-badge").first();
    assertThat(newest)
        .hasText(
            Pattern.compile("success", Pattern.CASE_INSENSITIVE),
            new LocatorAssertions.HasTextOptions().setTimeout(limit.toMillis()));
  }

  void picture(Path file) {
    Browser.picture(page, file);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }
}
