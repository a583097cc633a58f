package io.crossroads.serving.read;

import io.crossroads.store.ColumnType;
import io.crossroads.store.Positions;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;

/**
 * Up to where the answers of a pipeline reach. Answers over its rollups change only when this does.
 *
 * @param horizon T; empty before the first run of {@code views}
 * @param generation how often views have been published
 * @param freshUntil append time of the newest record that counts, the present at most; empty if
 *     there is none
 * @param openAlerts how many alerts may still go on
 * @param tag changes whenever generation or the speed layer's position does
 */
public record StoreState(
    Optional<Instant> horizon,
    long generation,
    Optional<Instant> freshUntil,
    long openAlerts,
    String tag) {

  private static final String SQL =
      """
      select h.horizon, h.generation, p.partition, p.topic_id, p.next_offset, p.max_append_time,
        (select count(*) from alert a where a.pipeline = h.pipeline and a.ended_at is null),
        clock_timestamp()
      from horizon h
      left join position p on p.pipeline = h.pipeline and p.query = ?
      where h.pipeline = ? order by p.partition
      """;

  /** The state of a pipeline, as the connection's transaction sees it. */
  public static StoreState read(Connection connection, String pipeline) throws SQLException {
    Instant horizon = null;
    Instant freshUntil = null;
    Instant present = Instant.MAX;
    long generation = 0;
    long openAlerts = 0;
    CRC32C positions = new CRC32C();
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, Positions.SPEED);
      statement.setString(2, pipeline);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          horizon = (Instant) ColumnType.TIMESTAMPTZ.read(rows, 1);
          generation = rows.getLong(2);
          positions.update(
              String.format(
                      Locale.ROOT,
                      "%s %s %s;",
                      rows.getString(3),
                      rows.getString(4),
                      rows.getString(5))
                  .getBytes(StandardCharsets.UTF_8));
          freshUntil = later(freshUntil, (Instant) ColumnType.TIMESTAMPTZ.read(rows, 6));
          openAlerts = rows.getLong(7);
          present = (Instant) ColumnType.TIMESTAMPTZ.read(rows, 8);
        }
      }
    }
    return new StoreState(
        Optional.ofNullable(horizon),
        generation,
        Optional.ofNullable(later(freshUntil, horizon)).map(notAfter(present)),
        openAlerts,
        generation + "." + HexFormat.of().toHexDigits((int) positions.getValue()));
  }

  /** The members that tell of it in an answer. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("horizon", horizon.orElse(null));
    members.put("generation", generation);
    members.put("fresh_until", freshUntil.orElse(null));
    return members;
  }

  /** A broker's clock may be ahead; an answer is never fresh beyond the present. */
  private static UnaryOperator<Instant> notAfter(Instant present) {
    return time -> time.isBefore(present) ? time : present;
  }

  private static Instant later(Instant one, Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }
}
