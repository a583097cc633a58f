package io.crossroads.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What the Spark master says of its cluster. */
final class Cluster {

  private final URI page;

  Cluster(Stack stack) {
    page = URI.create("http://localhost:" + stack.ports().spark() + "/json/");
  }

  /** Drivers that run or wait for a worker. */
  List<String> drivers() throws IOException {
    return values("activedrivers", "id");
  }

  /** Names of applications that follow a topic, and run or wait for a worker. */
  List<String> streams() throws IOException {
    return values("activeapps", "name").stream()
        .filter(name -> name.matches("crossroads (stream|archive|speed) .*"))
        .toList();
  }

  /** Addresses of workers that are alive. */
  List<String> workers() throws IOException {
    List<String> alive = new ArrayList<>();
    for (JsonNode worker : state().get("workers")) {
      if (worker.get("state").asText().equals("ALIVE")) {
        alive.add(worker.get("host").asText());
      }
    }
    return alive;
  }

  private List<String> values(String list, String name) throws IOException {
    List<String> values = new ArrayList<>();
    state().get(list).forEach(entry -> values.add(entry.get(name).asText()));
    return values;
  }

  private JsonNode state() throws IOException {
    try (InputStream answer = page.toURL().openStream()) {
      return new ObjectMapper().readTree(answer);
    }
  }
}
