package io.crossroads.sql;

import io.crossroads.cli.CommandFailure;
import io.crossroads.store.StoreSettings;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What one statement sees. All tables of the store are read in one transaction; each table of the
 * lake is read at one snapshot.
 */
public final class Moment implements AutoCloseable {

  private final StoreSettings settings;
  private Connection store;

  /** A moment that begins when the first relation is read. */
  public Moment(StoreSettings settings) {
    this.settings = settings;
  }

  /**
   * The store, as it was when the statement first asked for it; nothing can be written with it.
   *
   * @throws CommandFailure if it cannot be reached
   */
  public Connection store() throws SQLException {
    if (store == null) {
      try {
        store = settings.connect("crossroads sql");
      } catch (SQLException e) {
        throw new CommandFailure(
            "the store at " + settings + " cannot be reached: " + e.getMessage(), e);
      }
      store.setReadOnly(true);
      store.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      store.setAutoCommit(false);
    }
    return store;
  }

  @Override
  public void close() throws SQLException {
    if (store != null) {
      store.close();
    }
  }
}
