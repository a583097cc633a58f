package io.crossroads.store;

import io.crossroads.layers.speed.LatestEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** The latest event of every entity; of events of one time, the one that was appended last. */
final class LatestValues {

  private LatestValues() {}

  static void write(Connection connection, String pipeline, List<LatestEvent> events)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            String.format(
                Locale.ROOT,
                """
            insert into latest as l values (?, ?, ?::jsonb, ?, ?, ?, ?, ?)
            on conflict (pipeline, key) do update set
              event = case when %1$s then excluded.event else l.event end,
              event_time = case when %1$s then excluded.event_time else l.event_time end,
              append_time = case when %1$s then excluded.append_time else l.append_time end,
              partition = case when %1$s then excluded.partition else l.partition end,
              "offset" = case when %1$s then excluded."offset" else l."offset" end,
              heard_at = greatest(l.heard_at, excluded.heard_at)
            """,
                "(excluded.event_time, excluded.append_time, excluded.\"offset\")"
                    + " >= (l.event_time, l.append_time, l.\"offset\")"))) {
      for (LatestEvent event : events) {
        statement.setString(1, pipeline);
        statement.setString(2, Json.storable(event.key()));
        statement.setString(3, event.eventJson());
        statement.setObject(4, Positions.time(event.eventTime()));
        statement.setObject(5, Positions.time(event.appendTime()));
        statement.setInt(6, event.partition());
        statement.setLong(7, event.offset());
        statement.setObject(8, Positions.time(event.heardAt()));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
