package io.crossroads.proof;

import io.crossroads.testkit.HeldLock;
import java.sql.SQLException;

/** Holds the next publication of views in the middle of its transaction. */
final class HeldPublication implements AutoCloseable {

  private final HeldLock lock;

  /** Where a publication may be held. */
  enum Place {
    /** Nothing of it is written. */
    BEGIN("select 1 from horizon for share"),
    /** Some views are written. */
    VIEWS("lock table batch_traffic_by_hour in share mode"),
    /** Views are written, live numbers deleted, the horizon moved; only the commit is missing. */
    END("lock table horizon_offset in share mode");

    private final String lock;

    Place(String lock) {
      this.lock = lock;
    }
  }

  /** From now on a publication waits at a place. */
  HeldPublication(Platform platform, Place place) throws SQLException {
    this.lock = new HeldLock(() -> platform.store().connect("proof"), place.lock);
  }

  /** Waits until one is held. */
  void awaitPublisher() throws SQLException {
    lock.awaitWaiting("application_name like 'crossroads views %'");
  }

  /** Lets it go. */
  @Override
  public void close() throws SQLException {
    lock.close();
  }
}
