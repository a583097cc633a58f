package io.crossroads.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WriterLockIT {

  private final UUID table = UUID.randomUUID();

  private WriterLock lock(UUID ofTable, String owner) {
    return new WriterLock(TestCatalog.get().settings(), ofTable, owner);
  }

  @Test
  void aSecondWriterLearnsWhoTheFirstIs() throws SQLException {
    try (WriterLock first = lock(table, "archive traffic on here, pid 1");
        WriterLock second = lock(table, "archive traffic on there, pid 2")) {
      assertEquals(Optional.empty(), first.tryHold());
      assertEquals(Optional.empty(), first.tryHold());

      String holder = second.tryHold().orElseThrow();
      assertTrue(
          holder.matches(
              "'archive traffic on here, pid 1' \\(database process \\d+, from 127.0.0.1, since"
                  + " \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\\)"),
          holder);
    }
  }

  @Test
  void theHolderIsKnownToAnAccountThatWorksInAnotherRole() throws SQLException {
    CatalogSettings owner = TestCatalog.get().settings();
    try (Connection connection = PostgresDriver.connect(owner, "test");
        Statement statement = connection.createStatement()) {
      statement.execute("create role all_writers");
      statement.execute("create role one_writer login password 'secret' in role all_writers");
      statement.execute("alter role one_writer set role = all_writers");
    }
    CatalogSettings writer = new CatalogSettings(owner.uri(), "one_writer", Optional.of("secret"));
    try (WriterLock first = new WriterLock(writer, table, "first");
        WriterLock second = new WriterLock(writer, table, "second")) {
      first.tryHold();

      String holder = second.tryHold().orElseThrow();
      assertTrue(holder.contains("from 127.0.0.1, since 2"), holder);
    }
  }

  @Test
  void whoLetsGoMakesWay() throws SQLException {
    try (WriterLock first = lock(table, "first");
        WriterLock second = lock(table, "second")) {
      first.tryHold();
      first.release();

      assertEquals(Optional.empty(), second.tryHold());
      assertTrue(first.tryHold().orElseThrow().startsWith("'second'"));
    }
  }

  @Test
  void twoTablesHaveTwoWriters() throws SQLException {
    try (WriterLock first = lock(table, "first");
        WriterLock second = lock(UUID.randomUUID(), "second")) {
      assertEquals(Optional.empty(), first.tryHold());
      assertEquals(Optional.empty(), second.tryHold());
    }
  }

  @Test
  void aLockLostWithTheDatabaseIsTakenAgainUnlessSomebodyElseWasFaster() throws SQLException {
    try (WriterLock first = lock(table, "first");
        WriterLock second = lock(table, "second")) {
      first.tryHold();
      TestCatalog.get().postgres().stop();
      assertThrows(SQLException.class, first::tryHold);
      TestCatalog.get().postgres().start();

      assertEquals(Optional.empty(), first.tryHold());

      TestCatalog.get().postgres().kill();
      TestCatalog.get().postgres().start();
      second.tryHold();
      assertTrue(first.tryHold().orElseThrow().startsWith("'second'"));
    }
  }
}
