package io.crossroads.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Programs that share no code with Crossroads, and count what has landed. */
final class Readers {

  private static final Duration LIMIT = Duration.ofMinutes(4);

  private final Stack stack;

  Readers(Stack stack) {
    this.stack = stack;
  }

  /** Checks that both tables hold every offset of the topic, once; returns their sizes. */
  String offsets(Map<Integer, Long> ends) throws Exception {
    return run("offsets", Map.of("ends", ends));
  }

  /** Checks that the tables hold what a run of the producer has sent, and nothing else. */
  String streamed(Map<Integer, Long> ends, Object sent) throws Exception {
    return run("streamed", Map.of("ends", ends, "sent", sent));
  }

  /** Checks every object of the history against the file it was made from. */
  String history() throws Exception {
    return run("history", Map.of("csv", stack.dataFolder().toString()));
  }

  private String run(String what, Map<String, Object> expected) throws Exception {
    Map<String, Object> asked = new LinkedHashMap<>(expected);
    asked.put("endpoint", "http://localhost:" + stack.ports().minio());
    asked.put("secret", stack.secret("minio-reader"));
    if (!what.equals("history")) {
      Lake lake = new Lake(stack);
      asked.put("archive", lake.metadata(Lake.ARCHIVE));
      asked.put("rejected", lake.metadata(Lake.REJECTED));
    }
    Path program = stack.repository().resolve("e2e/readers/run");
    String said =
        Command.of(program.toString(), what)
            .within(LIMIT)
            .reading(new ObjectMapper().writeValueAsString(asked))
            .check();
    said.lines().forEach(line -> Printed.line("%s", line));
    return said;
  }
}
