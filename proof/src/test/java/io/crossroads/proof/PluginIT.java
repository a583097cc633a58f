package io.crossroads.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossroads.embedded.EmbeddedBroker;
import io.crossroads.embedded.Launch;
import io.crossroads.embedded.Repository;
import io.crossroads.embedded.SparkSubmit;
import io.crossroads.embedded.TiedProcess;
import io.crossroads.testkit.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The tutorial's pipeline as a JAR in a folder, made by the tutorial's own commands, through the
 * commands of {@code bin/crossroads}, none of which was told of it otherwise. The others were never
 * streamed, which keeps no command of several from this one.
 */
class PluginIT {

  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final int EVENTS = 3_000;

  private Path folder;
  private Path plugins;
  private Platform platform;

  @BeforeEach
  void start() throws Exception {
    folder = RunFolder.create("plugin-");
    plugins = Files.createDirectories(folder.resolve("plugins"));
    EmbeddedBroker broker = new EmbeddedBroker(folder.resolve("broker"));
    platform = Platform.of(folder, broker, SparkSubmit.local(), "parking");
    String script = Repository.root().resolve(".ci/tutorial-jar").toString();
    Launch build =
        Launch.of(folder.resolve("build.log"), List.of(script, plugins.toString()))
            .withEnvironment(Map.of("JAVA_HOME", System.getProperty("java.home")));
    platform.await(TiedProcess.start(build));
  }

  @AfterEach
  void close() {
    if (platform != null) {
      platform.close();
    }
  }

  private Map<String, String> environment() {
    return Map.of("CROSSROADS_PLUGINS", plugins.toString());
  }

  private String crossroads(String... words) throws Exception {
    return platform.await(platform.crossroads(environment(), words));
  }

  @Test
  void aJarInTheFolderIsAPipelineOfEveryCommandAndABrokenOneStopsEach() throws Exception {
    String listed = crossroads("pipelines");
    assertTrue(listed.contains("parking-events"), listed);
    crossroads("topics", "create", "--pipeline", "parking");
    Path sent = platform.file("sent.json");
    crossroads(
        "produce",
        "--pipeline=parking",
        "--count=" + EVENTS,
        "--rate=3000",
        "--invalid=0.02",
        "--duplicates=0.01",
        "--json=" + sent);
    crossroads("stream", "--pipeline", "parking", "--until-caught-up");
    String position = crossroads("position", "--pipeline", "all");
    assertTrue(position.contains("lag=0 position=parking-events 0:"), position);
    assertTrue(position.contains("\nnot begun: traffic, logs, iot, environment"), position);
    Path reconciled = platform.file("reconciled.json");
    String proved =
        crossroads("reconcile", "--pipeline", "all", "--cells", "--json", reconciled.toString());
    assertTrue(proved.contains("traffic is left out: nothing of it was ever archived"), proved);
    Platform.Serving serving = platform.serve(environment());
    String answered =
        crossroads(
            "query",
            "parking_by_minute",
            "--url=" + serving.address(),
            "--dimensions=car_park",
            "--measures=events",
            "--format=csv");

    JsonNode report = new ObjectMapper().readTree(sent.toFile());
    long valid = report.path("acknowledged").asLong() - report.path("invalid").asLong();
    long events =
        answered
            .lines()
            .filter(line -> line.matches(".*,\\d+"))
            .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(',') + 1)))
            .sum();
    assertEquals(valid, events, answered);
    ReconcileReport found = new ReconcileReport(new ObjectMapper().readTree(reconciled.toFile()));
    assertEquals(0, found.differ(), found::toString);
    assertTrue(found.exact(), found::toString);
    assertStopsEveryCommand(Files.writeString(plugins.resolve("broken.jar"), "no JAR"));
  }

  private void assertStopsEveryCommand(Path broken) throws Exception {
    for (String command :
        List.of(
            "produce --pipeline=parking --count=1",
            "stream --pipeline=traffic",
            "reconcile --pipeline=traffic")) {
      TiedProcess process = platform.crossroads(environment(), command.split(" "));
      int code = process.await(LONGEST).orElseThrow();
      String said = Platform.output(process);
      assertEquals(1, code, said);
      assertTrue(said.contains("error: " + broken + ": it cannot be read as a JAR"), said);
    }
  }
}
