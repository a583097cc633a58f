package io.crossroads.serving.read;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.store.ReadOnlyAccount;
import io.crossroads.store.RollupTable;
import io.crossroads.store.StoreSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether the store can be asked, and by this account. */
public final class StoreHealth {

  private static final List<String> COMMON =
      List.of("horizon", "position", "latest", "alert", "analysis", "rollup");

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
    Set<String> there = tables(connection);
    List<String> missing = new ArrayList<>(COMMON);
    boolean begun = false;
    for (Pipeline pipeline : pipelines) {
      List<String> wanted = tables(pipeline);
      // One that nobody has streamed yet has nothing, which its own answers say.
      if (wanted.stream().anyMatch(there::contains)) {
        begun = true;
        missing.addAll(wanted);
      }
    }
    missing.removeAll(there);
    if (!begun) {
      return Optional.of("the store has no tables of a pipeline yet: 'stream' makes them");
    }
    if (!missing.isEmpty()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "the store has no tables %s yet: 'stream' of the pipeline makes them",
              String.join(", ", missing)));
    }
    return ReadOnlyAccount.excess(connection);
  }

  private static List<String> tables(Pipeline pipeline) {
    return RollupTable.of(pipeline).stream()
        .flatMap(table -> Stream.of(table.batch(), table.speed()))
        .toList();
  }

  private static Set<String> tables(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select tablename from pg_tables where schemaname = ?")) {
      statement.setString(1, StoreSettings.SCHEMA);
      Set<String> tables = new HashSet<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          tables.add(result.getString(1));
        }
      }
      return tables;
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
