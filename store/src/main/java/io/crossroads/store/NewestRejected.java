package io.crossroads.store;

import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.speed.RejectedExcerpt;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The newest rejected records of a pipeline, of the topic that it follows now. */
final class NewestRejected {

  private NewestRejected() {}

  static void write(
      Connection connection, String pipeline, String topicId, List<RejectedExcerpt> rejected)
      throws SQLException {
    if (rejected.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into newest_rejected values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (pipeline, partition, "offset") do update set
              topic_id = excluded.topic_id, append_time = excluded.append_time,
              reason = excluded.reason, field = excluded.field, bytes = excluded.bytes,
              value = excluded.value
            """)) {
      for (RejectedExcerpt excerpt : rejected) {
        insert.setString(1, pipeline);
        insert.setString(2, topicId);
        insert.setInt(3, excerpt.partition());
        insert.setLong(4, excerpt.offset());
        insert.setObject(5, Positions.time(EpochMicros.instant(excerpt.appendTimeMicros())));
        insert.setString(6, excerpt.reason());
        insert.setString(7, excerpt.field() == null ? null : Json.storable(excerpt.field()));
        insert.setInt(8, excerpt.bytes());
        insert.setString(9, Json.storable(excerpt.text()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
    forgetOlder(connection, pipeline, topicId);
  }

  private static void forgetOlder(Connection connection, String pipeline, String topicId)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            """
            delete from newest_rejected where pipeline = ? and (partition, "offset") not in (
              select partition, "offset" from newest_rejected where pipeline = ? and topic_id = ?
              order by append_time desc, partition desc, "offset" desc limit ?)
            """)) {
      delete.setString(1, pipeline);
      delete.setString(2, pipeline);
      delete.setString(3, topicId);
      delete.setInt(4, RejectedExcerpt.KEPT);
      delete.executeUpdate();
    }
  }
}
