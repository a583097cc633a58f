package io.crossroads.serving;

import io.crossroads.cli.CommandFailure;
import io.crossroads.cli.Console;
import io.crossroads.cli.DurationConverter;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.serving.api.Api;
import io.crossroads.serving.read.ReadLimits;
import io.crossroads.store.ReadOnlyAccount;
import io.crossroads.store.StoreOptions;
import io.crossroads.store.StoreSettings;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Answers questions over HTTP until it is stopped. */
@Command(
    name = "serve",
    description =
        "Answers questions over HTTP, both layers merged: a page at /, and an API that"
            + " /openapi.json describes.")
public final class ServeCommand implements Runnable {

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
  private static final int GREATEST_PORT = 65_535;

  @ParentCommand private Console console;
  @Spec private CommandSpec spec;
  @Mixin private StoreOptions store;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      paramLabel = "ADDRESS",
      description = "The address to listen at (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "8000",
      paramLabel = "NUMBER",
      description = "Its port; 0 for any that is free (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--max-rows",
      defaultValue = "10000",
      paramLabel = "NUMBER",
      description = "Most rows of one answer (default: ${DEFAULT-VALUE}).")
  private int maxRows;

  @Option(
      names = "--query-timeout",
      defaultValue = "5s",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description = "How long PostgreSQL may work on an answer (default: ${DEFAULT-VALUE}).")
  private Duration queryTimeout;

  @Option(
      names = "--max-queries",
      defaultValue = "8",
      paramLabel = "NUMBER",
      description = "Most questions to PostgreSQL at a time (default: ${DEFAULT-VALUE}).")
  private int maxQueries;

  @Option(
      names = "--queue-timeout",
      defaultValue = "1s",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description = "How long a question waits for its turn (default: ${DEFAULT-VALUE}).")
  private Duration queueTimeout;

  @Option(
      names = "--max-listeners",
      defaultValue = "1000",
      paramLabel = "NUMBER",
      description = "Most who follow live changes at a time (default: ${DEFAULT-VALUE}).")
  private int maxListeners;

  @Option(
      names = "--share-answers",
      defaultValue = "1s",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description =
          "How long an answer is given again to others who ask the same, unless a commit is heard of"
              + " (default: ${DEFAULT-VALUE}; 0s for never).")
  private Duration shareAnswers;

  @Option(
      names = "--links",
      split = ",",
      paramLabel = "NAME=URL",
      description = "Other pages of the stack, which the front page links to.")
  private Map<String, URI> links = new LinkedHashMap<>();

  @Option(
      names = "--wait",
      defaultValue = "60s",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description = "How long to try to reach PostgreSQL (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  @Override
  public void run() {
    ReadLimits limits = limits();
    StoreSettings settings = store.settings();
    CountDownLatch stopped = new CountDownLatch(1);
    console.stop().onRequest(stopped::countDown);
    requireReader(settings);
    try (Api api = Api.start(settings, Pipelines.all(), limits, links(), host, port)) {
      console
          .out()
          .printf(
              Locale.ROOT,
              "serving on http://%s:%d, described at /openapi.json%n",
              host.contains(":") ? "[" + host + "]" : host,
              api.port());
      console.out().flush();
      stopped.await();
    } catch (JavalinBindException e) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "%s:%d cannot be listened at: choose another --port, or stop what has it",
              host,
              port),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ReadLimits limits() {
    if (port < 0 || port > GREATEST_PORT) {
      throw new ParameterException(
          spec.commandLine(), "--port must be 0 to " + GREATEST_PORT + ", not " + port);
    }
    try {
      return new ReadLimits(
          maxRows, queryTimeout, maxQueries, queueTimeout, maxListeners, shareAnswers);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private Map<String, URI> links() {
    links.forEach(
        (name, address) -> {
          if (!Set.of("http", "https").contains(String.valueOf(address.getScheme()))) {
            throw new ParameterException(
                spec.commandLine(),
                String.format(
                    Locale.ROOT,
                    "--links must lead to http or https, not '%s' to '%s'",
                    name,
                    address));
          }
        });
    return links;
  }

  /** Ends the command if the account could write, or if PostgreSQL stays away. */
  private void requireReader(StoreSettings settings) {
    Instant end = Instant.now().plus(timeout);
    while (!console.stop().requested()) {
      try (Connection connection = settings.connect("crossroads serving start")) {
        Optional<String> excess = ReadOnlyAccount.excess(connection);
        if (excess.isPresent()) {
          throw new CommandFailure(excess.get());
        }
        return;
      } catch (SQLException e) {
        if (isRefusal(e) || Instant.now().isAfter(end)) {
          throw new CommandFailure(
              String.format(
                  Locale.ROOT,
                  "the store %s cannot be reached: %s; check --store-uri, --store-user and %s",
                  settings,
                  e.getMessage(),
                  StoreOptions.PASSWORD_VARIABLE),
              e);
        }
      }
      pause();
    }
  }

  /** Whether trying again is of no use: the account or the database is wrong. */
  private static boolean isRefusal(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    return state.startsWith("28") || state.startsWith("3D");
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_TRIES.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
