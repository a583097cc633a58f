package io.crossroads.store;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.analysis.Analysis;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Where answers of analyses go: each replaces the one before in one transaction. */
public final class AnalysisStore implements AutoCloseable {

  private final Connection connection;
  private final Pipeline pipeline;

  /**
   * A column of an answer.
   *
   * @param name its name
   * @param type its type as Spark SQL calls it
   */
  public record Column(String name, String type) {}

  private AnalysisStore(Connection connection, Pipeline pipeline) {
    this.connection = connection;
    this.pipeline = pipeline;
  }

  /** Connects to a store that is prepared for the pipeline. */
  public static AnalysisStore open(StoreSettings settings, Pipeline pipeline) throws SQLException {
    Connection connection = settings.connect("crossroads analyses " + pipeline.name());
    try {
      connection.setAutoCommit(false);
      return new AnalysisStore(connection, pipeline);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Replaces an answer.
   *
   * @param rows by column; numbers, flags and texts
   * @return how many rows there were
   */
  public long replace(Analysis analysis, List<Column> columns, Iterator<Map<String, ?>> rows)
      throws SQLException {
    boolean done = false;
    try {
      describe(analysis, columns);
      execute("delete from analysis_row where pipeline = ? and name = ?", analysis.name());
      long count = copy(analysis.name(), rows);
      try (PreparedStatement statement =
          connection.prepareStatement(
              "update analysis set row_count = ?, computed_at = clock_timestamp()"
                  + " where pipeline = ? and name = ?")) {
        statement.setLong(1, count);
        statement.setString(2, pipeline.name());
        statement.setString(3, analysis.name());
        statement.executeUpdate();
      }
      SpeedStore.notifyOfChange(connection, pipeline);
      connection.commit();
      done = true;
      return count;
    } finally {
      if (!done) {
        connection.rollback();
      }
    }
  }

  private void describe(Analysis analysis, List<Column> columns) throws SQLException {
    List<Map<String, String>> described =
        columns.stream()
            .map(column -> Map.of("name", column.name(), "type", column.type()))
            .toList();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into analysis values (?, ?, ?, ?::jsonb, 0, clock_timestamp())
            on conflict (pipeline, name) do update set
              description = excluded.description, columns = excluded.columns
            """)) {
      statement.setString(1, pipeline.name());
      statement.setString(2, analysis.name());
      statement.setString(3, analysis.description());
      statement.setString(4, Json.value(described));
      statement.executeUpdate();
    }
  }

  private long copy(String name, Iterator<Map<String, ?>> rows) throws SQLException {
    try (CopyLines copy = new CopyLines(connection, "analysis_row")) {
      for (long place = 1; rows.hasNext(); place++) {
        copy.row(List.of(pipeline.name(), name, place, Json.object(rows.next())));
      }
      return copy.finish();
    }
  }

  private void execute(String sql, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, pipeline.name());
      statement.setString(2, name);
      statement.executeUpdate();
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // Closed or broken, it is of no use any more.
    }
  }
}
