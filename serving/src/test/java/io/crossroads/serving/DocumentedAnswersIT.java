package io.crossroads.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossroads.pipelines.traffic.Traffic;
import io.crossroads.store.ReadOnlyAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever docs/api.md shows is what comes back. */
class DocumentedAnswersIT {

  private static final Pattern EXAMPLE =
      Pattern.compile(
          "```console\\n\\$ curl 'localhost:8000([^']+)'\\n```\\n```json\\n(.*?)```",
          Pattern.DOTALL);

  @Test
  void everyExampleOfTheDocumentationIsTrue() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "api.md"));
    try (TestStore store = TestStore.with(Traffic.pipeline());
        TestApi api = TestApi.start(store.reader(), Traffic.pipeline())) {
      ExampleData.fill(store);
      Matcher example = EXAMPLE.matcher(page);
      int examples = 0;
      while (example.find()) {
        String path = example.group(1);
        JsonNode shown = TestApi.JSON.readTree(example.group(2));
        assertEquals(shown, api.get(path).json(), path);
        examples++;
      }
      assertEquals(11, examples);
      assertTrue(
          page.contains(
              "id: "
                  + api.ok("/api/v1/query?rollup=traffic_by_hour").header("etag").split("\"")[1]),
          "the id of the documented event");
    }
    for (String grant : ReadOnlyAccount.grants("crossroads", "reader")) {
      assertTrue(page.contains(grant.replace("\"", "") + ";"), grant);
    }
  }
}
