package io.crossroads.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.crossroads.embedded.EmbeddedPostgres;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeldCommitIT {

  private static final String METADATA = "select metadata_location from iceberg_tables";

  private EmbeddedPostgres postgres;
  private TestDatabase catalog;

  @BeforeEach
  void start() throws SQLException {
    postgres =
        new EmbeddedPostgres(RunFolder.create("run-").resolve("postgres"), "catalog").start();
    catalog =
        new TestDatabase(
            () ->
                DriverManager.getConnection(
                    postgres.jdbcUrl("catalog"), postgres.user(), postgres.password()));
    catalog.execute(
        "create table iceberg_tables (table_namespace text, table_name text, metadata_location"
            + " text)");
    catalog.execute("insert into iceberg_tables values ('logs', 'curated', 'before')");
  }

  @AfterEach
  void close() {
    postgres.close();
  }

  @Test
  void aCommitThatComesInTheMiddleTakesEffectWhenItIsLetGo() throws Exception {
    CompletableFuture<Void> commit;
    try (HeldCommit held = new HeldCommit(catalog.source(), "logs", "curated")) {
      commit = CompletableFuture.runAsync(this::commit);
      held.awaitWriter();
      assertEquals(List.of("before"), catalog.rows(METADATA));
    }
    commit.join();
    assertEquals(List.of("after"), catalog.rows(METADATA));
  }

  private void commit() {
    try {
      catalog.execute("update iceberg_tables set metadata_location = 'after'");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aTableThatIsNotThereHasNoCommits() {
    AssertionError error =
        assertThrows(
            AssertionError.class, () -> new HeldCommit(catalog.source(), "logs", "missing"));
    assertEquals("no table logs.missing", error.getMessage());
  }
}
