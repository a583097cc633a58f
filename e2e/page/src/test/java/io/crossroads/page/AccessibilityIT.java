package io.crossroads.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each view as axe-core judges it, with every fold open, dark and light. */
@ExtendWith(SharedPlatform.class)
class AccessibilityIT {

  private final Serve serve;
  private final Chromium chromium;

  AccessibilityIT(FilledPlatform platform, Chromium chromium) {
    this.serve = platform.serve();
    this.chromium = chromium;
  }

  static List<String> views() {
    Stream<String> ofPipelines =
        Pipelines.all().stream()
            .map(Pipeline::name)
            .flatMap(name -> Stream.of("now/" + name, "trends/" + name + "?compare=before"));
    return Stream.concat(Stream.of("", "trust", "api"), ofPipelines).toList();
  }

  @ParameterizedTest
  @MethodSource("views")
  void aViewHasNoViolations(String view) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      Page page = chromium.page(scheme);
      page.navigate(serve.view(view));
      assertThat(page.locator("#bar .sign")).hasText("Live");
      assertThat(page.locator("main .quiet:text-is('Loading')")).hasCount(0);
      page.evaluate(
          "() => document.querySelectorAll('details').forEach((it) => { it.open = true })");
      List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
      assertEquals(
          List.of(), violations.stream().map(AccessibilityIT::text).toList(), view + scheme);
      page.context().close();
    }
  }

  private static String text(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getNodes().stream().limit(3).map(node -> node.getHtml()).toList();
  }
}
