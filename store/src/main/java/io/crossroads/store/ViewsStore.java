package io.crossroads.store;

import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.position.Position;
import io.crossroads.layers.rollup.Cell;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.rollup.Rollup;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where {@code views} publishes. Views, horizon and the removal of the speed rows that the views
 * now cover are one transaction, so that no reader ever sees a gap or a double.
 *
 * <p>Not for several threads.
 */
public final class ViewsStore implements AutoCloseable {

  private final Pipeline pipeline;
  private final Connection connection;

  private ViewsStore(Pipeline pipeline, Connection connection) {
    this.pipeline = pipeline;
    this.connection = connection;
  }

  /** Begins a transaction, which {@link #publish} ends. */
  public static ViewsStore open(StoreSettings settings, Pipeline pipeline) throws SQLException {
    Connection connection = settings.connect("crossroads views " + pipeline.name());
    try {
      connection.setAutoCommit(false);
      return new ViewsStore(pipeline, connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** The horizon as it is now; it may move until {@link #publish} locks it. */
  public Horizon horizon() throws SQLException {
    return Positions.horizon(connection, pipeline.name());
  }

  /** The present, which no horizon may pass, by the database's clock. */
  public Instant present() throws SQLException {
    return Positions.present(connection);
  }

  /** The horizon, which nobody moves from now on, and to which no speed row is added. */
  public Horizon lockedHorizon() throws SQLException {
    return Positions.lockedHorizon(connection, pipeline.name(), "for update");
  }

  /** How far the speed layer has come. */
  public Optional<Position> speedPosition() throws SQLException {
    return Positions.position(connection, pipeline.name(), Positions.SPEED);
  }

  /**
   * Whether every rollup holds all that lies before the horizon; if not, all must be recomputed.
   */
  public boolean isComplete() throws SQLException {
    return ServingStore.isComplete(connection, pipeline);
  }

  /**
   * Before this append time events count no more in a rollup, once the batch layer has reached a
   * horizon; {@link Instant#EPOCH} if all do.
   */
  public Instant floor(Rollup rollup, Horizon next) throws SQLException {
    return Retention.floor(connection, rollup, next);
  }

  /**
   * Takes in the cells of a rollup that are to be published, by minute of append time where it is
   * kept for a limited time.
   *
   * @return how many there were
   */
  public long load(Rollup rollup, Iterator<Cell> cells) throws SQLException {
    return CellWriter.batch(connection, new RollupTable(pipeline, rollup)).load(cells);
  }

  /** What became of a publication. */
  public enum Outcome {
    /** Everything is in the store. */
    PUBLISHED,
    /** Nothing is: somebody else has published since. */
    HORIZON_MOVED,
    /**
     * Nothing is: the speed layer has taken in records of a partition that the archive had nothing
     * new of, which may be before the new horizon.
     */
    NOT_IDLE
  }

  /** What the loaded cells are of. */
  public enum Scope {
    /** What lies between two horizons; it is added to the views. */
    ADDED,
    /** All before the new horizon; it takes the views' place. */
    ALL,
    /**
     * All that is archived, as {@link #ALL}, and the speed layer restarts at the horizon: its rows
     * are of a topic that is no more.
     */
    ALL_AND_RESTART
  }

  /**
   * Publishes what was loaded.
   *
   * @param scope what that is
   * @param before the horizon that the cells begin at
   * @param next the horizon that they reach; its time on the border of a bucket
   * @param topic the topic's name
   * @param reached the partitions of which the archive holds something from the next horizon on;
   *     the others were idle
   */
  public Outcome publish(
      Scope scope, Horizon before, Horizon next, String topic, Set<Integer> reached)
      throws SQLException {
    Horizon found = Positions.lockedHorizon(connection, pipeline.name(), "for update");
    boolean rebuilt = scope == Scope.ALL_AND_RESTART;
    if (!found.equals(before)) {
      connection.rollback();
      return Outcome.HORIZON_MOVED;
    }
    requireNotAhead(next);
    boolean moves = !next.time().equals(before.time());
    if (!rebuilt && moves && !areOthersIdle(next, reached)) {
      connection.rollback();
      return Outcome.NOT_IDLE;
    }
    for (RollupTable table : RollupTable.of(pipeline)) {
      if (scope != Scope.ADDED) {
        execute("delete from " + Sql.quoted(table.batch()));
      }
      CellWriter.batch(connection, table).merge();
      if (rebuilt) {
        execute("delete from " + Sql.quoted(table.speed()));
      } else {
        deleteCovered(table, next);
      }
      dropExpired(table, next);
    }
    if (scope != Scope.ADDED) {
      completeAll();
    }
    if (rebuilt) {
      Positions.forget(connection, pipeline.name(), Positions.SPEED);
    }
    Positions.moveHorizon(connection, pipeline.name(), topic, next);
    SpeedStore.notifyOfChange(connection, pipeline);
    connection.commit();
    return Outcome.PUBLISHED;
  }

  /**
   * Publishes what was loaded, all before a horizon that may go back: every speed row is covered
   * and goes. The speed layer goes on where it is, from another running maximum of append time.
   *
   * @param next the horizon; its offsets are those of {@code speed}
   * @param speed where the speed layer is, {@link #lockedHorizon locked}; empty if it has not begun
   */
  public void reset(Horizon next, String topic, Optional<Position> speed) throws SQLException {
    requireNotAhead(next);
    for (RollupTable table : RollupTable.of(pipeline)) {
      execute("delete from " + Sql.quoted(table.batch()));
      CellWriter.batch(connection, table).merge();
      execute("delete from " + Sql.quoted(table.speed()));
      dropExpired(table, next);
    }
    completeAll();
    if (speed.isPresent()) {
      Positions.writeAppendTimes(connection, pipeline.name(), Positions.SPEED, speed.get());
    }
    Positions.moveHorizon(connection, pipeline.name(), topic, next);
    SpeedStore.notifyOfChange(connection, pipeline);
    connection.commit();
  }

  private void requireNotAhead(Horizon next) throws SQLException {
    Instant present = present();
    if (next.time().orElseThrow().isAfter(present)) {
      throw new IllegalArgumentException(
          "a horizon at " + next.time().get() + " is ahead of the present, " + present);
    }
  }

  /**
   * The speed layer must hold nothing of an idle partition that the archive does not: its rows
   * would be of buckets before the horizon and go. From now on it cannot, as its next commit waits
   * for this transaction and then puts such records at the horizon.
   */
  private boolean areOthersIdle(Horizon next, Set<Integer> reached) throws SQLException {
    Optional<Position> speed = speedPosition();
    return speed.isEmpty()
        || speed.get().partitions().keySet().stream()
            .filter(partition -> !reached.contains(partition))
            .allMatch(partition -> speed.get().nextOffset(partition) <= next.offset(partition));
  }

  private void deleteCovered(RollupTable table, Horizon next) throws SQLException {
    deleteBefore(table.speed(), next.time().orElseThrow());
  }

  /** Drops what a rollup has kept for long enough, and writes down up to which append time. */
  private void dropExpired(RollupTable table, Horizon next) throws SQLException {
    if (!table.rollup().isKeptForEver()) {
      Instant floor = floor(table.rollup(), next);
      deleteBefore(table.batch(), floor);
      Retention.write(connection, table.rollup().name(), floor);
    }
  }

  private void deleteBefore(String table, Instant appended) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            String.format(Locale.ROOT, "delete from %s where bucket < ?", Sql.quoted(table)))) {
      statement.setObject(1, Positions.time(appended));
      statement.executeUpdate();
    }
  }

  private void completeAll() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("update rollup set complete = true where pipeline = ?")) {
      statement.setString(1, pipeline.name());
      statement.executeUpdate();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Undoes what was not published. */
  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // Closed or broken, the transaction is gone.
    }
  }
}
