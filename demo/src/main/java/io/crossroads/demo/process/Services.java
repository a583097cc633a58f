package io.crossroads.demo.process;

import io.crossroads.cli.CommandFailure;
import io.crossroads.demo.setup.DemoFolder;
import io.crossroads.embedded.EmbeddedBroker;
import io.crossroads.embedded.EmbeddedPostgres;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The broker and the database server; their addresses are known before they are up. */
public record Services(EmbeddedBroker broker, EmbeddedPostgres postgres) implements AutoCloseable {

  /** Nothing runs yet. */
  public static Services in(DemoFolder folder) {
    return new Services(
        new EmbeddedBroker(folder.file("broker")),
        new EmbeddedPostgres(folder.file("postgres"), Programs.CATALOG, Programs.SERVING));
  }

  /**
   * Starts both side by side and returns when they serve.
   *
   * @throws CommandFailure if one does not start
   */
  public void start() {
    CompletableFuture<?> brokerIsUp = CompletableFuture.runAsync(broker::start);
    CompletableFuture<?> postgresIsUp = CompletableFuture.runAsync(postgres::start);
    try {
      CompletableFuture.allOf(brokerIsUp, postgresIsUp).join();
    } catch (CompletionException failure) {
      throw new CommandFailure(failure.getCause().getMessage(), failure.getCause());
    }
  }

  @Override
  public void close() {
    broker.close();
    postgres.close();
  }
}
