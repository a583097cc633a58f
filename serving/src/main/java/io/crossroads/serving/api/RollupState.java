package io.crossroads.serving.api;

import static io.crossroads.serving.web.JsonSchema.flag;
import static io.crossroads.serving.web.JsonSchema.list;
import static io.crossroads.serving.web.JsonSchema.members;
import static io.crossroads.serving.web.JsonSchema.orNull;
import static io.crossroads.serving.web.JsonSchema.text;
import static io.crossroads.serving.web.JsonSchema.time;
import static io.crossroads.serving.web.JsonSchema.whole;

import io.crossroads.serving.read.StoreState;
import io.crossroads.store.Retention;
import io.crossroads.store.RollupTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What every answer of a rollup says of what it rests on. */
final class RollupState {

  private RollupState() {}

  static Map<String, Object> schemas() {
    return members(
        "rollup", text(""),
        "pipeline", text(""),
        "horizon",
            orNull(
                time(
                    "T: what was appended before it is the batch layer's, the rest the"
                        + " speed layer's; null before the first run of views")),
        "generation", whole("How often views have been published"),
        "fresh_until", orNull(time("Append time of the newest record that counts")),
        "covers_archive",
            flag("False until views have been made in full after the rollup was declared"),
        "kept_from",
            orNull(
                time(
                    "What was appended before it has been dropped, as the rollup declares;"
                        + " null if nothing has")),
        "columns", list(text(""), "Names of the columns, in order"));
  }

  static Map<String, Object> of(Connection connection, RollupTable table, StoreState state)
      throws SQLException {
    String name = table.rollup().name();
    Instant floor = Retention.floor(connection, name);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("rollup", name);
    members.put("pipeline", table.pipeline().name());
    members.putAll(state.members());
    members.put("covers_archive", coversArchive(connection, name));
    members.put("kept_from", floor.equals(Instant.EPOCH) ? null : floor);
    return members;
  }

  private static boolean coversArchive(Connection connection, String rollup) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select complete from rollup where name = ?")) {
      statement.setString(1, rollup);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }
}
