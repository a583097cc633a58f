package io.crossroads.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossroads.embedded.Launch;
import io.crossroads.embedded.Repository;
import io.crossroads.embedded.TiedProcess;
import io.crossroads.serving.TestApi;
import io.crossroads.store.StoreSettings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code serve} as a process, with the pipelines of this test tree on its class path. */
final class Serve implements AutoCloseable {

  private static final Pattern ADDRESS = Pattern.compile("serving on (http://\\S+),");

  private final StoreSettings store;
  private final HttpClient client = HttpClient.newHttpClient();
  private TiedProcess process;
  private URI address;

  private Serve(StoreSettings store) {
    this.store = store;
  }

  /** Starts it over a store, at any port. */
  static Serve over(StoreSettings store) {
    Serve serve = new Serve(store);
    serve.start(0);
    return serve;
  }

  private void start(int port) {
    Path log = log();
    String classPath =
        Repository.built("serving/target/serving.jar")
            + File.pathSeparator
            + Path.of("target", "test-classes").toAbsolutePath();
    process =
        TiedProcess.start(
            Launch.java(
                    log,
                    List.of("-Xmx256m"),
                    List.of("-cp", classPath, "io.crossroads.serving.Main"),
                    List.of(
                        "serve",
                        "--store-uri=" + store.uri(),
                        "--store-user=" + store.user(),
                        "--wait=20s",
                        "--links=Airflow=http://localhost:8080"))
                .withEnvironment(
                    Map.of(
                        "CROSSROADS_PORT",
                        Integer.toString(port),
                        "CROSSROADS_STORE_PASSWORD",
                        store.password().orElseThrow())));
    address = address(log);
  }

  private static Path log() {
    try {
      Path folder = Files.createDirectories(Path.of("target", "services").toAbsolutePath());
      return Files.createTempFile(folder, "serve-", ".log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private URI address(Path log) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      Matcher found = ADDRESS.matcher(read(log));
      if (found.find()) {
        return URI.create(found.group(1) + "/");
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    throw new AssertionError(read(log));
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the page is, with a slash at the end. */
  URI address() {
    return address;
  }

  /** The address of a view, such as {@code now/traffic}. */
  String view(String name) {
    return address + "#/" + name;
  }

  /** Kills the process, as a machine that fails would. */
  void kill() {
    process.kill();
  }

  /** Starts it again where it was. */
  void restart() {
    start(address.getPort());
  }

  /** The answer to a question, relative to the page. */
  JsonNode ask(String question) {
    try {
      HttpResponse<byte[]> response =
          client.send(
              HttpRequest.newBuilder(address.resolve(question)).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new AssertionError(
            question + ": " + new String(response.body(), StandardCharsets.UTF_8));
      }
      return TestApi.JSON.readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError(question, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
