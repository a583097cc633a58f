package io.crossroads.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {

  @TempDir Path folder;

  @Test
  void whatIsCommittedIsThereAfterAKillAndAfterAGracefulStop() throws SQLException {
    try (EmbeddedPostgres postgres = new EmbeddedPostgres(folder, "catalog").start()) {
      execute(postgres, "CREATE TABLE words (word text)");
      execute(postgres, "INSERT INTO words VALUES ('before the kill')");
      postgres.kill();
      postgres.start();
      execute(postgres, "INSERT INTO words VALUES ('before the stop')");
      postgres.stop();
      postgres.start();

      assertEquals(2, count(postgres));
    }
  }

  @Test
  void anOpenConnectionDoesNotHoldUpAStop() throws SQLException {
    try (EmbeddedPostgres postgres = new EmbeddedPostgres(folder, "catalog", "serving").start();
        Connection open = connect(postgres, "serving", postgres.password())) {
      long start = System.nanoTime();
      postgres.stop();

      assertTrue(System.nanoTime() - start < 5_000_000_000L);
      assertFalse(postgres.isRunning());
      assertFalse(open.isValid(1));
    }
  }

  @Test
  void aWrongPasswordIsRefused() {
    try (EmbeddedPostgres postgres = new EmbeddedPostgres(folder, "catalog").start()) {
      SQLException refusal =
          assertThrows(SQLException.class, () -> connect(postgres, "catalog", "guessed"));
      assertTrue(refusal.getMessage().contains("password"), refusal::getMessage);
    }
  }

  private static Connection connect(EmbeddedPostgres postgres, String database, String password)
      throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(database), postgres.user(), password);
  }

  private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres, "catalog", postgres.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int count(EmbeddedPostgres postgres) throws SQLException {
    try (Connection connection = connect(postgres, "catalog", postgres.password());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT count(*) FROM words")) {
      result.next();
      return result.getInt(1);
    }
  }
}
