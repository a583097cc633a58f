package io.crossroads.store;

import io.crossroads.cli.CommandFailure;
import io.crossroads.pipelines.Pipeline;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The store as a whole: its tables come about here, and whoever works with it begins here. */
public final class ServingStore {

  private ServingStore() {}

  /**
   * Makes sure that all tables are there that a pipeline's declaration asks for.
   *
   * @throws CommandFailure if a rollup's tables were made from another declaration
   */
  public static void prepare(StoreSettings settings, Pipeline pipeline) throws SQLException {
    try (Connection connection = settings.connect("crossroads prepare " + pipeline.name())) {
      connection.setAutoCommit(false);
      Migrations.apply(connection);
      boolean added = false;
      Positions.ensureHorizon(connection, pipeline.name());
      for (RollupTable table : RollupTable.of(pipeline)) {
        added |= ensure(connection, table);
        ensureView(connection, new MergedView(table));
      }
      Optional<EventRows> rows = EventRows.of(pipeline);
      if (rows.isPresent()) {
        rows.get().ensure(connection);
      }
      if (added) {
        begin(connection, pipeline);
      }
      connection.commit();
    }
  }

  /** Creates a rollup's tables if there are none. */
  private static boolean ensure(Connection connection, RollupTable table) throws SQLException {
    try (PreparedStatement known =
        connection.prepareStatement("select pipeline, declaration from rollup where name = ?")) {
      known.setString(1, table.rollup().name());
      try (ResultSet result = known.executeQuery()) {
        if (result.next()) {
          requireSame(table, result.getString(1), result.getString(2));
          return false;
        }
      }
    }
    try (Statement statement = connection.createStatement()) {
      for (String sql : table.create()) {
        statement.execute(sql);
      }
    }
    try (PreparedStatement note =
        connection.prepareStatement(
            "insert into rollup (name, pipeline, declaration, complete) select ?, pipeline, ?,"
                + " horizon is null from horizon where pipeline = ?")) {
      note.setString(1, table.rollup().name());
      note.setString(2, table.declaration());
      note.setString(3, table.pipeline().name());
      note.executeUpdate();
    }
    return true;
  }

  private static void ensureView(Connection connection, MergedView view) throws SQLException {
    try (PreparedStatement known = connection.prepareStatement("select to_regclass(?)")) {
      known.setString(1, StoreSettings.SCHEMA + "." + Sql.quoted(view.name()));
      try (ResultSet result = known.executeQuery()) {
        if (result.next() && result.getString(1) != null) {
          return;
        }
      }
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(view.create());
    }
  }

  /**
   * A rollup that is new must see what the others have seen since the horizon: the speed layer of
   * the pipeline begins there again. What lies before, the next run of {@code views} makes up for.
   */
  private static void begin(Connection connection, Pipeline pipeline) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (RollupTable table : RollupTable.of(pipeline)) {
        statement.execute("delete from " + Sql.quoted(table.speed()));
      }
    }
    Positions.forget(connection, pipeline.name(), Positions.SPEED);
  }

  private static void requireSame(RollupTable table, String pipeline, String declaration) {
    String name = table.rollup().name();
    if (!pipeline.equals(table.pipeline().name())) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "pipelines %s and %s both have a rollup '%s': give one of them another name",
              pipeline,
              table.pipeline().name(),
              name));
    }
    if (!declaration.equals(table.declaration())) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "rollup '%s' is declared as '%s', but the store holds '%s': give it another name, or stop the jobs and let it restart with 'drop view %5$s.%1$s; drop table %5$s.%6$s, %5$s.%7$s; delete from %5$s.rollup where name = '%1$s''",
              name,
              table.declaration(),
              declaration,
              name,
              StoreSettings.SCHEMA,
              table.batch(),
              table.speed()));
    }
  }

  /** Whether the batch layer has seen all that was archived, for every rollup. */
  static boolean isComplete(Connection connection, Pipeline pipeline) throws SQLException {
    List<String> names = pipeline.rollups().stream().map(rollup -> rollup.name()).toList();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select coalesce(bool_and(complete), true) from rollup where name = any (?)")) {
      statement.setArray(1, connection.createArrayOf("text", names.toArray()));
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }
}
