package io.crossroads.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A stack of its own, under a name of its own. With {@code -De2e.project=NAME} it is one that runs
 * already, and goes on running afterwards.
 */
final class Stack implements AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofMinutes(6);
  private static final Duration LONGEST_END = Duration.ofMinutes(2);

  private final Compose compose;
  private final Ports ports;
  private final boolean own;
  private Map<String, String> secrets = Map.of();

  private Stack(Compose compose, Ports ports, boolean own) {
    this.compose = compose;
    this.ports = ports;
    this.own = own;
  }

  /** Starts one, or finds the one that is to be used. */
  static Stack start() {
    Path repository = Path.of(System.getProperty("repository"));
    String running = System.getProperty("e2e.project", "");
    Stack stack = running.isEmpty() ? newOne(repository) : runningOne(repository, running);
    try {
      if (stack.own) {
        stack.up();
      }
      stack.readSecrets();
      return stack;
    } catch (RuntimeException | AssertionError e) {
      Evidence.collect(stack, "start", e);
      stack.close();
      throw e;
    }
  }

  private static Stack newOne(Path repository) {
    String named = System.getenv("E2E_NAME");
    String project = named == null ? "crossroads-e2e-" + ProcessHandle.current().pid() : named;
    Ports ports = Ports.free();
    Map<String, String> environment = environment(repository, ports);
    environment.put("CROSSROADS_PLUGINS", plugins(repository).toString());
    return new Stack(new Compose(repository, project, environment), ports, true);
  }

  /** A folder with the tutorial's pipeline as a JAR, which everybody may read. */
  private static Path plugins(Path repository) {
    Path folder = repository.resolve("e2e/target/plugins");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String script = repository.resolve(".ci/tutorial-jar").toString();
    Command.of(script, folder.toString())
        .with(Map.of("JAVA_HOME", System.getProperty("java.home")))
        .check();
    return folder;
  }

  private static Stack runningOne(Path repository, String project) {
    Ports ports = Ports.of(new Compose(repository, project, environment(repository, null)));
    Compose compose = new Compose(repository, project, environment(repository, ports));
    return new Stack(compose, ports, false);
  }

  private static Map<String, String> environment(Path repository, Ports ports) {
    Map<String, String> environment = new HashMap<>();
    environment.put("CROSSROADS_DATA", data(repository).toString());
    if (ports != null) {
      ports.byVariable().forEach((name, port) -> environment.put(name, port.toString()));
    }
    return environment;
  }

  /** The real counts where they are at hand, or else those of the project's own generator. */
  private static Path data(Path repository) {
    Path real = repository.resolve("../shared/data").normalize();
    String named = System.getenv("CROSSROADS_DATA");
    if (named != null) {
      return Path.of(named).toAbsolutePath();
    }
    return Files.exists(real.resolve("traffic_1.csv")) ? real : repository.resolve("data");
  }

  /** Starts what does not run, as a person would. */
  void up() {
    long begin = System.nanoTime();
    compose.command("up", "--detach", "--wait").within(LONGEST_START).check();
    Printed.line(
        "%s is up after %d s", project(), Duration.ofNanos(System.nanoTime() - begin).toSeconds());
  }

  /** Ends every container; what they have stored stays. */
  void down() {
    compose.command("down").within(LONGEST_END).check();
  }

  @Override
  public void close() {
    if (own) {
      compose.command("down", "--volumes", "--remove-orphans").within(LONGEST_END).check();
    }
  }

  Compose compose() {
    return compose;
  }

  Ports ports() {
    return ports;
  }

  String project() {
    return compose.project();
  }

  Path repository() {
    return compose.repository();
  }

  Path dataFolder() {
    return Path.of(compose.environment().get("CROSSROADS_DATA"));
  }

  /** A password or key that was generated at the first start, such as {@code minio-reader}. */
  String secret(String name) {
    String secret = secrets.get(name);
    if (secret == null) {
      throw new AssertionError("no secret " + name + " among " + secrets.keySet());
    }
    return secret;
  }

  Map<String, String> secrets() {
    return secrets;
  }

  /** The services' names. */
  List<String> services() {
    return compose.command("config", "--services").check().lines().sorted().toList();
  }

  private void readSecrets() {
    Map<String, String> found = new TreeMap<>();
    compose
        .command(
            "run",
            "--rm",
            "--no-deps",
            "-T",
            "--entrypoint",
            "grep",
            "secrets",
            "-r",
            "",
            "/secrets/generated")
        .check()
        .lines()
        .filter(line -> line.startsWith("/secrets/generated/"))
        .forEach(
            line -> {
              String[] parts = line.split(":", 2);
              found.put(parts[0].substring("/secrets/generated/".length()), parts[1]);
            });
    secrets = Map.copyOf(found);
  }
}
