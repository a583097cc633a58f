package io.crossroads.store;

import io.crossroads.pipelines.Pipeline;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;

/** Keeps what runs of {@code reconcile} have found, for those who ask whether numbers are right. */
public final class ReconciliationHistory {

  /** Runs that are kept of each pipeline. */
  private static final int KEPT = 1_000;

  private static final String INSERT =
      """
      insert into reconciliation (pipeline, started_at, records, archived, rejected, lost, missing,
        twice, unexpected, findings, exact, cells, cells_differ, compared_until)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String PRUNE =
      """
      delete from reconciliation where pipeline = ? and ended_at < (
        select ended_at from reconciliation where pipeline = ?
        order by ended_at desc offset ? limit 1)
      """;

  private final StoreSettings settings;

  /** The history in a store. */
  public ReconciliationHistory(StoreSettings settings) {
    this.settings = settings;
  }

  /**
   * What became of the offsets of a topic.
   *
   * @param records how many records it had
   * @param archived rows in the archive
   * @param rejected rows in the table of rejected records
   * @param lost offsets whose loss an operator has accepted
   * @param missing offsets without a row that nothing accounts for
   * @param twice rows beyond the first of their offset
   * @param unexpected rows where there must be none
   */
  public record Offsets(
      long records,
      long archived,
      long rejected,
      long lost,
      long missing,
      long twice,
      long unexpected) {}

  /**
   * A comparison of cells.
   *
   * @param compared groups and windows of all rollups
   * @param differ how many are not the same on both sides
   * @param until what was appended before it was compared
   */
  public record Cells(long compared, long differ, Instant until) {}

  /**
   * What a run found.
   *
   * @param startedAt when it began
   * @param cells empty if none were compared
   * @param findings how much else did not fit together
   * @param exact whether there is no fault
   */
  public record Run(
      Instant startedAt, Offsets offsets, Optional<Cells> cells, long findings, boolean exact) {}

  /** Adds a run, and tells those who listen to the pipeline. */
  public void add(Pipeline pipeline, Run run) throws SQLException {
    try (Connection connection = settings.connect("crossroads reconcile " + pipeline.name())) {
      connection.setAutoCommit(false);
      Migrations.apply(connection);
      insert(connection, pipeline.name(), run);
      try (PreparedStatement prune = connection.prepareStatement(PRUNE)) {
        prune.setString(1, pipeline.name());
        prune.setString(2, pipeline.name());
        prune.setInt(3, KEPT - 1);
        prune.executeUpdate();
      }
      SpeedStore.notifyOfChange(connection, pipeline);
      connection.commit();
    }
  }

  private static void insert(Connection connection, String pipeline, Run run) throws SQLException {
    Offsets offsets = run.offsets();
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, pipeline);
      insert.setObject(2, Positions.time(run.startedAt()));
      insert.setLong(3, offsets.records());
      insert.setLong(4, offsets.archived());
      insert.setLong(5, offsets.rejected());
      insert.setLong(6, offsets.lost());
      insert.setLong(7, offsets.missing());
      insert.setLong(8, offsets.twice());
      insert.setLong(9, offsets.unexpected());
      insert.setLong(10, run.findings());
      insert.setBoolean(11, run.exact());
      insert.setObject(12, run.cells().map(Cells::compared).orElse(null), Types.BIGINT);
      insert.setObject(13, run.cells().map(Cells::differ).orElse(null), Types.BIGINT);
      insert.setObject(
          14,
          run.cells().map(cells -> Positions.time(cells.until())).orElse(null),
          Types.TIMESTAMP_WITH_TIMEZONE);
      insert.executeUpdate();
    }
  }
}
