package io.crossroads.serving;

import io.crossroads.embedded.EmbeddedPostgres;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.store.ReadOnlyAccount;
import io.crossroads.store.ServingStore;
import io.crossroads.store.StoreSettings;
import io.crossroads.testkit.RunFolder;
import io.crossroads.testkit.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL of a test's own, with an account that writes and one that only reads. */
public final class TestStore implements AutoCloseable {

  private static final String READER = "reader";
  private static final String READER_PASSWORD = "only reads";

  private final EmbeddedPostgres postgres;

  private TestStore(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /** A store with the tables of some pipelines. */
  public static TestStore with(Pipeline... pipelines) throws SQLException {
    TestStore store =
        new TestStore(
            new EmbeddedPostgres(RunFolder.create("run-").resolve("postgres"), "serving").start());
    store.execute("create role reader login password '" + READER_PASSWORD + "'");
    for (String grant : ReadOnlyAccount.grants(store.owner().user(), READER)) {
      store.execute(grant);
    }
    for (Pipeline pipeline : pipelines) {
      ServingStore.prepare(store.owner(), pipeline);
    }
    return store;
  }

  /** The account that writes. */
  public StoreSettings owner() {
    return new StoreSettings(
        postgres.jdbcUrl("serving"), postgres.user(), Optional.of(postgres.password()));
  }

  /** The account that only reads. */
  public StoreSettings reader() {
    return new StoreSettings(postgres.jdbcUrl("serving"), READER, Optional.of(READER_PASSWORD));
  }

  public EmbeddedPostgres postgres() {
    return postgres;
  }

  /** Executes a statement as the owner. */
  public void execute(String sql) throws SQLException {
    new TestDatabase(() -> owner().connect("test")).execute(sql);
  }

  /** Executes statements as the owner. */
  public void execute(List<String> statements) throws SQLException {
    for (String sql : statements) {
      execute(sql);
    }
  }

  @Override
  public void close() {
    postgres.close();
  }
}
