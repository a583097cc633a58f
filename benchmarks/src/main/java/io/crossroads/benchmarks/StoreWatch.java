package io.crossroads.benchmarks;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.RowTable;
import io.crossroads.store.Positions;
import io.crossroads.store.Sql;
import io.crossroads.store.StoreSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks into the store every 20 ms, from a connection of its own, and keeps when it first saw how
 * far each query had come. A position is committed together with the rows that it stands for, so
 * who sees it sees them. Tables of events as rows are looked at themselves. A store that is away is
 * asked again.
 */
final class StoreWatch implements AutoCloseable {

  /** What a pipeline keeps as rows, beside the queries of {@link Positions}. */
  static final String ROWS = "rows";

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private static final String POSITIONS =
      String.format(
          Locale.ROOT,
          "select query, topic_id, partition, next_offset from position where query in ('%s', '%s')",
          Positions.SPEED,
          Positions.ARCHIVE);

  /** By the unique key from its end, which is quick however many rows there are. */
  private static final String NEWEST_ROWS =
      " union all select '%s', topic_id, partition, kafka_offset + 1 from position, lateral"
          + " (select kafka_offset from %s"
          + " where kafka_topic_id = topic_id and kafka_partition = partition"
          + " order by append_time desc, kafka_topic_id desc, kafka_partition desc,"
          + " kafka_offset desc limit 1) newest where pipeline = '%s' and query = '%s'";

  private final StoreSettings store;
  private final String question;
  private final Map<Place, List<Seen>> seen = new HashMap<>();
  private volatile boolean ended;
  private volatile SQLException failure;

  /** A partition of a topic as a query takes it in. */
  record Place(String query, String topicId, int partition) {}

  /**
   * A step that was seen.
   *
   * @param micros when, since the epoch
   * @param next all records before this offset are there
   */
  record Seen(long micros, long next) {}

  /** Begins to look. */
  StoreWatch(StoreSettings store, List<Pipeline> pipelines) {
    this.store = store;
    StringBuilder sql = new StringBuilder(POSITIONS);
    for (Pipeline pipeline : pipelines) {
      pipeline.rows().map(table -> newestRows(pipeline, table)).ifPresent(sql::append);
    }
    this.question = sql.toString();
    Thread thread = new Thread(this::run, "store watch");
    thread.setDaemon(true);
    thread.start();
  }

  private static String newestRows(Pipeline pipeline, RowTable table) {
    return String.format(
        Locale.ROOT,
        NEWEST_ROWS,
        ROWS,
        Sql.quoted(table.name()),
        pipeline.name(),
        Positions.EVENTS);
  }

  private void run() {
    while (!ended) {
      try (Connection connection = store.connect("five");
          Statement settings = connection.createStatement();
          PreparedStatement statement = connection.prepareStatement(question)) {
        // Without statistics, sorting the rows of a day may seem cheaper than their key.
        settings.execute("set enable_sort = off");
        while (!ended) {
          look(statement);
          LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
      } catch (SQLException away) {
        failure = away;
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      }
    }
  }

  private void look(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
      while (rows.next()) {
        keep(
            new Place(rows.getString(1), rows.getString(2), rows.getInt(3)),
            new Seen(now, rows.getLong(4)));
      }
    }
  }

  private synchronized void keep(Place place, Seen step) {
    List<Seen> steps = seen.computeIfAbsent(place, unseen -> new ArrayList<>());
    if (steps.isEmpty() || steps.get(steps.size() - 1).next() < step.next()) {
      steps.add(step);
    }
  }

  /** All steps of a place so far, in their order. */
  synchronized List<Seen> steps(Place place) {
    return List.copyOf(seen.getOrDefault(place, List.of()));
  }

  /** Before which offset all records were there at the last look; 0 if none were. */
  synchronized long next(Place place) {
    List<Seen> steps = seen.getOrDefault(place, List.of());
    return steps.isEmpty() ? 0 : steps.get(steps.size() - 1).next();
  }

  /** How many of the offsets before some ends were not there at the last look. */
  long lag(String query, String topicId, Map<Integer, Long> ends) {
    long lag = 0;
    for (Map.Entry<Integer, Long> end : ends.entrySet()) {
      lag += Math.max(0, end.getValue() - next(new Place(query, topicId, end.getKey())));
    }
    return lag;
  }

  /** Why the last look that failed did; null if none has. */
  SQLException failure() {
    return failure;
  }

  @Override
  public void close() {
    ended = true;
  }
}
