package io.crossroads.store;

import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.position.Position;
import io.crossroads.layers.rollup.Cell;
import io.crossroads.layers.speed.SpeedBatch;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.alert.Alert;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the speed query writes. Rows and the position that they stand for are one transaction,
 * which also makes sure that the horizon is where the rows suppose it, and that nobody else has
 * written since.
 *
 * <p>Several threads may use one; they wait for each other.
 */
public final class SpeedStore implements AutoCloseable {

  /** The channel on which a pipeline's name is sent when something of it has changed. */
  public static final String CHANGES = "crossroads_changes";

  /** How long the database may take to answer, a publication of views that must be waited for. */
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final StoreSettings settings;
  private final Pipeline pipeline;
  private final List<RollupTable> tables;
  private final Optional<EventRows> rows;
  private Connection connection;

  /** Connects when it is first used, and again after a failure. */
  public SpeedStore(StoreSettings settings, Pipeline pipeline) {
    this.settings = settings;
    this.pipeline = pipeline;
    this.tables = RollupTable.of(pipeline);
    this.rows = EventRows.of(pipeline);
  }

  /** What a commit came to. */
  public enum Outcome {
    /** Everything is in the store. */
    COMMITTED,
    /** Nothing is: the horizon has moved, and the cells must be recomputed. */
    HORIZON_MOVED
  }

  /**
   * Makes sure that all tables are there.
   *
   * @throws io.crossroads.cli.CommandFailure if a rollup's tables were made from another
   *     declaration
   */
  public void prepare() throws SQLException {
    ServingStore.prepare(settings, pipeline);
  }

  /** The horizon, for the next batch. */
  public Horizon horizon() throws SQLException {
    return inTransaction(() -> Positions.horizon(connection, pipeline.name()));
  }

  /** How far the speed layer has come; empty if it has not begun. */
  public Optional<Position> position() throws SQLException {
    return inTransaction(() -> Positions.position(connection, pipeline.name(), Positions.SPEED));
  }

  /** How far rows and alerts on readings have come; empty if they have not begun. */
  public Optional<Position> eventsPosition() throws SQLException {
    return inTransaction(() -> Positions.position(connection, pipeline.name(), Positions.EVENTS));
  }

  /**
   * Drops the rows that have been kept for long enough, whole days.
   *
   * @param now the present
   */
  public void dropExpiredRows(Instant now) throws SQLException {
    if (rows.isPresent()) {
      inTransaction(
          () -> {
            rows.get().dropExpired(connection, now);
            return null;
          });
    }
  }

  /**
   * Commits a batch.
   *
   * @throws MovedPositionException if the position is not the one that the batch follows on
   */
  public Outcome commit(SpeedBatch batch) throws SQLException {
    return inTransaction(
        () -> {
          Horizon horizon = Positions.lockedHorizon(connection, pipeline.name(), "for share");
          requirePosition(batch);
          if (horizon.generation() != batch.horizon().generation()) {
            return Outcome.HORIZON_MOVED;
          }
          write(batch);
          return Outcome.COMMITTED;
        });
  }

  /**
   * Raises alerts on entities that have sent nothing for too long.
   *
   * @param now up to when all records have been taken in
   */
  public void raiseSilences(Instant now) throws SQLException {
    inTransaction(
        () -> {
          new Silences(connection, pipeline).raise(now);
          return null;
        });
  }

  /** Notes how far another query has come, for those who ask the store. */
  public void report(
      String query, Position position, Map<Integer, Long> ends, Map<Integer, Long> stableEnds)
      throws SQLException {
    inTransaction(
        () -> {
          Positions.write(connection, pipeline.name(), query, position, ends, stableEnds);
          return null;
        });
  }

  /** Notes how far the topic goes, of all queries that follow it, where none of them commits. */
  public void reportEnds(String topicId, Map<Integer, Long> ends, Map<Integer, Long> stableEnds)
      throws SQLException {
    inTransaction(
        () -> {
          Positions.writeEnds(connection, pipeline.name(), topicId, ends, stableEnds);
          return null;
        });
  }

  private void write(SpeedBatch batch) throws SQLException {
    for (RollupTable table : tables) {
      CellWriter writer = CellWriter.speed(connection, table);
      writer.load(cells(batch, table).iterator());
      writer.merge();
    }
    new Silences(connection, pipeline).end(batch.latest(), batch.silences());
    LatestValues.write(connection, pipeline.name(), batch.latest());
    NewestRejected.write(connection, pipeline.name(), batch.to().topicId(), batch.rejected());
    Instant now = clock(batch.to());
    if (batch.eventsTo().isPresent()) {
      writeEvents(batch, batch.eventsTo().get(), now);
    }
    // Who began before the first record knows no time, and windows of the past are not news.
    Instant before =
        batch.from().map(SpeedStore::clock).filter(Instant.EPOCH::isBefore).orElse(now);
    for (RollupTable table : tables) {
      for (Alert.OnRollup alert : Episodes.alerts(pipeline, table)) {
        new Episodes(connection, table, alert).update(cells(batch, table), before, now);
      }
    }
    Positions.write(
        connection, pipeline.name(), Positions.SPEED, batch.to(), batch.ends(), batch.stableEnds());
    notifyOfChange(connection, pipeline);
  }

  private void writeEvents(SpeedBatch batch, Position to, Instant now) throws SQLException {
    boolean otherTopic =
        Positions.position(connection, pipeline.name(), Positions.EVENTS)
            .filter(position -> !position.topicId().equals(to.topicId()))
            .isPresent();
    if (otherTopic) {
      Positions.forget(connection, pipeline.name(), Positions.EVENTS);
    }
    new ReadingAlerts(connection, pipeline).merge(batch.readings(), now);
    if (rows.isPresent()) {
      rows.get().write(connection, to.topicId(), batch.rows());
    }
    Positions.write(
        connection, pipeline.name(), Positions.EVENTS, to, batch.ends(), batch.stableEnds());
  }

  private static List<Cell> cells(SpeedBatch batch, RollupTable table) {
    return batch.cells().getOrDefault(table.rollup().name(), List.of());
  }

  private static Instant clock(Position position) {
    return EpochMicros.instant(position.maxAppendTimeMicros());
  }

  static void notifyOfChange(Connection connection, Pipeline pipeline) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("select pg_notify(?, ?)")) {
      statement.setString(1, CHANGES);
      statement.setString(2, pipeline.name());
      statement.execute();
    }
  }

  private void requirePosition(SpeedBatch batch) throws SQLException {
    Optional<Position> found =
        Positions.lockedPosition(connection, pipeline.name(), Positions.SPEED);
    if (!found.equals(batch.from())) {
      throw new MovedPositionException(pipeline.name(), batch.from(), found);
    }
  }

  /** Work in a transaction. */
  private interface Work<T> {
    T run() throws SQLException;
  }

  private synchronized <T> T inTransaction(Work<T> work) throws SQLException {
    boolean done = false;
    try {
      if (connection == null) {
        connection = settings.connect("crossroads speed " + pipeline.name());
        connection.setAutoCommit(false);
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(TIMEOUT.toMillis()));
      }
      T result = work.run();
      if (result == Outcome.HORIZON_MOVED) {
        connection.rollback();
      } else {
        connection.commit();
      }
      done = true;
      return result;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  /** Lets go of the connection; what was not committed is undone. */
  @Override
  public synchronized void close() {
    if (connection == null) {
      return;
    }
    try {
      connection.close();
    } catch (SQLException e) {
      // It is of no use any more, closed or not.
    }
    connection = null;
  }

  /** The database. */
  @Override
  public String toString() {
    return settings.toString();
  }
}
