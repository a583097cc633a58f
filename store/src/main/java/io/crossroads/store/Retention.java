package io.crossroads.store;

import io.crossroads.layers.horizon.Horizon;
import io.crossroads.pipelines.rollup.Rollup;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * What was dropped on purpose: by relation, the append time before which nothing is there any more.
 * It never goes back.
 */
public final class Retention {

  private Retention() {}

  /** Before this append time all of a relation has been dropped; {@link Instant#EPOCH} if not. */
  public static Instant floor(Connection connection, String relation) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select floor from retention where relation = ?")) {
      statement.setString(1, relation);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? (Instant) ColumnType.TIMESTAMPTZ.read(row, 1) : Instant.EPOCH;
      }
    }
  }

  /**
   * The floor of a rollup when the batch layer reaches a horizon: as long before it as the rollup
   * is kept. All who publish that horizon get the same, whatever their clock says.
   */
  static Instant floor(Connection connection, Rollup rollup, Horizon next) throws SQLException {
    Instant floor = floor(connection, rollup.name());
    if (rollup.isKeptForEver() || next.time().isEmpty()) {
      return floor;
    }
    Instant wanted = next.time().get().minus(rollup.kept());
    return wanted.isAfter(floor) ? wanted : floor;
  }

  /** Writes down that all before an append time is dropped, in the transaction that drops it. */
  static void write(Connection connection, String relation, Instant floor) throws SQLException {
    try (PreparedStatement note =
        connection.prepareStatement(
            "insert into retention (relation, floor) values (?, ?) on conflict (relation)"
                + " do update set floor = excluded.floor, dropped_at = clock_timestamp()")) {
      note.setString(1, relation);
      note.setObject(2, Positions.time(floor));
      note.executeUpdate();
    }
  }
}
