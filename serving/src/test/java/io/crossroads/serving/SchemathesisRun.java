package io.crossroads.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crossroads.pipelines.traffic.Traffic;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Lets schemathesis compare the API with its description; .ci/schemathesis runs it, and says where
 * the program is. Its name keeps it out of the other runs of tests.
 */
class SchemathesisRun {

  @Test
  void theApiDoesWhatItsDescriptionSays() throws Exception {
    String program = System.getProperty("schemathesis");
    Path settings = Path.of("..", ".ci", "schemathesis.toml");
    try (TestStore store = TestStore.with(Traffic.pipeline(), Readings.pipeline())) {
      ExampleData.fill(store);
      try (TestApi api = TestApi.start(store.reader(), Traffic.pipeline(), Readings.pipeline())) {
        int code =
            new ProcessBuilder(
                    List.of(
                        program,
                        "--config-file",
                        settings.toAbsolutePath().toString(),
                        "run",
                        api.uri("/openapi.json").toString()))
                .directory(Path.of("target").toFile())
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "schemathesis.log").toFile())
                .start()
                .waitFor();
        assertEquals(0, code);
      }
    }
  }
}
