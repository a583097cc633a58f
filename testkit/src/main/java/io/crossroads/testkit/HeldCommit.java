package io.crossroads.testkit;

import io.crossroads.testkit.TestDatabase.ConnectionSource;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Holds the next commit of a table of an Iceberg catalog in the middle: the writer's files are
 * written, it has asked the database and gets no answer. When the commit is let go it takes effect,
 * even if the writer is dead by then.
 */
public final class HeldCommit implements AutoCloseable {

  private final HeldLock row;

  /**
   * From now on the table's commits wait.
   *
   * @param catalog the database of the catalog
   */
  public HeldCommit(ConnectionSource catalog, String namespace, String table) throws SQLException {
    String sql =
        String.format(
            Locale.ROOT,
            "select 1 from iceberg_tables where table_namespace = '%s' and table_name = '%s'",
            namespace,
            table);
    if (new TestDatabase(catalog).rows(sql).isEmpty()) {
      throw new AssertionError("no table " + namespace + "." + table);
    }
    this.row = new HeldLock(catalog, sql + " for update");
  }

  /** Waits until a commit is held. */
  public void awaitWriter() throws SQLException {
    row.awaitWaiting("query like '%iceberg_tables%'");
  }

  /** Lets it go. */
  @Override
  public void close() throws SQLException {
    row.close();
  }
}
