package io.crossroads.serving.read;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.store.ReadOnlyAccount;
import io.crossroads.store.RollupTable;
import io.crossroads.store.StoreSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the store can be asked, and by this account. */
public final class StoreHealth {

  private final ReadPool pool;
  private final List<Pipeline> pipelines;

  /** The health of the store behind a pool. */
  public StoreHealth(ReadPool pool, List<Pipeline> pipelines) {
    this.pool = pool;
    this.pipelines = pipelines;
  }

  /** Why questions have no answers now; empty if they have. */
  public Optional<String> trouble() {
    try {
      return pool.readNow(this::trouble);
    } catch (SQLException e) {
      return Optional.of(explain(e));
    }
  }

  private Optional<String> trouble(Connection connection) throws SQLException {
    List<String> missing = missingTables(connection);
    if (!missing.isEmpty()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "the store has no tables %s yet: 'stream' of the pipeline makes them",
              String.join(", ", missing)));
    }
    return ReadOnlyAccount.excess(connection);
  }

  private List<String> missingTables(Connection connection) throws SQLException {
    String[] wanted =
        Stream.concat(
                Stream.of("horizon", "position", "latest", "alert", "analysis", "rollup"),
                pipelines.stream()
                    .flatMap(pipeline -> RollupTable.of(pipeline).stream())
                    .flatMap(table -> Stream.of(table.batch(), table.speed())))
            .toArray(String[]::new);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select coalesce(string_agg(name, ',' order by name), '') from unnest(?) name"
                + " where to_regclass(format('%I.%I', ?::text, name)) is null")) {
      statement.setArray(1, connection.createArrayOf("text", wanted));
      statement.setString(2, StoreSettings.SCHEMA);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        String names = result.getString(1);
        return names.isEmpty() ? List.of() : List.of(names.split(","));
      }
    }
  }

  /** What to do about a failure of the database. */
  static String explain(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    return switch (state) {
      case "3F000", "42P01" -> "the store has no tables yet: 'stream' of the pipeline makes them";
      case "42501" ->
          String.format(
              Locale.ROOT,
              "the account may not read the store: grant it 'usage' on schema %s and 'select' on its tables",
              StoreSettings.SCHEMA);
      case "42703" -> "the store's tables were made by another version of the jobs";
      case "28P01", "28000" -> "PostgreSQL refuses the account or its password";
      default -> "PostgreSQL cannot be reached: " + failure.getMessage();
    };
  }
}
