package io.crossroads.producer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelinesCommandTest {

  @TempDir private Path folder;

  @Test
  void theListNamesEachPipelineWithWhereItsEventsGo() {
    List<String> lines = CommandRun.of("pipelines").expectDone().out().lines().toList();
    assertEquals(Pipelines.all().size() + 1, lines.size());
    assertTrue(
        lines.get(1).matches("traffic +traffic-stream +1 +1.00/s +traffic-streaming-data/raw_.*"),
        lines.get(1));
  }

  @Test
  void theFileHasThemInTheOrderOfTheirRegistrationAndHistoryOnlyWhereThereIsSome()
      throws Exception {
    Path file = folder.resolve("pipelines.json");
    CommandRun.of("pipelines", "--json", file.toString()).expectDone();
    JsonNode declared = new ObjectMapper().readTree(file.toFile());
    List<String> names = new ArrayList<>();
    for (JsonNode pipeline : declared) {
      String name = pipeline.path("name").asText();
      names.add(name);
      assertEquals(
          Pipelines.named(name).history().isPresent(), pipeline.has("history"), pipeline::toString);
    }
    assertEquals(Pipelines.all().stream().map(Pipeline::name).toList(), names);
    assertEquals("traffic-batch-data", declared.path(0).path("history").asText());
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() {
    CommandRun run =
        CommandRun.of("pipelines", "--json", folder.resolve("no/such/folder").toString());
    assertEquals(1, run.code());
    assertTrue(run.messages().contains("cannot write " + folder), run::messages);
  }
}
