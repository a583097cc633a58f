package io.crossroads.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.embedded.Launch;
import io.crossroads.embedded.TiedProcess;
import io.crossroads.pipelines.traffic.Traffic;
import io.crossroads.store.StoreSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JAR as a process of its own, with the heap that it is to make do with. */
class ServeIT {

  private static final Pattern ADDRESS = Pattern.compile("serving on (http://\\S+),");

  private static TestStore store;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws SQLException {
    store = TestStore.with(Traffic.pipeline());
    ExampleData.fill(store);
  }

  @AfterAll
  static void stop() {
    store.close();
  }

  private TiedProcess serve(StoreSettings settings, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("serve", "--store-uri", settings.uri(), "--wait", "20s"));
    arguments.addAll(List.of("--store-user", settings.user()));
    arguments.addAll(Arrays.asList(options));
    return TiedProcess.start(
        Launch.java(
                folder.resolve("serve.log"),
                List.of("-Xmx256m"),
                List.of("-jar", Path.of("target", "serving.jar").toString()),
                arguments)
            .withEnvironment(
                Map.of(
                    "CROSSROADS_PORT",
                    "0",
                    "CROSSROADS_STORE_PASSWORD",
                    settings.password().orElseThrow())));
  }

  private String log() throws Exception {
    return Files.readString(folder.resolve("serve.log"));
  }

  private URI address(TiedProcess process) throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      Matcher address = ADDRESS.matcher(log());
      if (address.find()) {
        return URI.create(address.group(1));
      }
      Thread.sleep(50);
    }
    throw new AssertionError(log());
  }

  private static HttpResponse<String> get(URI uri) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void itAnswersUntilItIsAskedToEnd() throws Exception {
    try (TiedProcess process =
        serve(
            store.reader(), "--links=Airflow=http://localhost:8080,MinIO=http://localhost:9001")) {
      URI address = address(process);
      assertTrue(get(address.resolve("/page.js")).body().startsWith("import "));
      assertEquals(
          "{\"links\":[{\"name\":\"Airflow\",\"address\":\"http://localhost:8080\"},"
              + "{\"name\":\"MinIO\",\"address\":\"http://localhost:9001\"}]}",
          get(address.resolve("/api/v1/links")).body());
      assertEquals(200, get(address.resolve("/health/ready")).statusCode());
      assertTrue(
          get(address.resolve("/api/v1/query?rollup=traffic_by_hour&measures=events"))
              .body()
              .contains("\"events\":82"));
      process.signal("TERM");
      assertEquals(OptionalInt.of(0), process.await(Duration.ofMinutes(1)), log());
    }
  }

  @Test
  void anAccountThatCanWriteIsRefusedAndToldHowToMakeAnother() throws Exception {
    try (TiedProcess process = serve(store.owner())) {
      assertEquals(OptionalInt.of(1), process.await(Duration.ofMinutes(1)));
      String log = log();
      assertTrue(log.contains("account 'crossroads' is a superuser"), log);
      assertTrue(log.contains("create role reader login"), log);
      assertTrue(log.contains("grant select on all tables in schema serving"), log);
    }
  }

  @Test
  void aWrongPasswordAndAPortInUseEndItAtOnce() throws Exception {
    StoreSettings wrong = new StoreSettings(store.owner().uri(), "reader", Optional.of("wrong"));
    try (TiedProcess process = serve(wrong)) {
      assertEquals(OptionalInt.of(1), process.await(Duration.ofMinutes(1)));
      assertTrue(log().contains("CROSSROADS_STORE_PASSWORD"), log());
    }
    try (TiedProcess first = serve(store.reader())) {
      int port = address(first).getPort();
      try (TiedProcess second = serve(store.reader(), "--port=" + port)) {
        assertEquals(OptionalInt.of(1), second.await(Duration.ofMinutes(1)));
        assertTrue(log().contains(port + " cannot be listened at"), log());
      }
    }
  }

  @Test
  void wrongUsageIsToldBeforeAnythingIsTried() throws Exception {
    for (String wrong :
        List.of(
            "--port=70000",
            "--max-rows=0",
            "--query-timeout=soon",
            "--links=Airflow=javascript:alert(1)")) {
      try (TiedProcess process = serve(store.reader(), wrong)) {
        assertEquals(OptionalInt.of(2), process.await(Duration.ofMinutes(1)), log());
      }
    }
  }
}
