package io.crossroads.batch.replay;

import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.batch.archive.RecordRows;
import io.crossroads.batch.archive.TableSnapshot;
import io.crossroads.lake.KafkaColumns;
import io.crossroads.lake.RejectedTable;
import io.crossroads.layers.position.Position;
import io.crossroads.layers.position.RecordPosition;
import io.crossroads.store.Replay;
import io.crossroads.store.ReplayState;
import io.crossroads.store.Replays;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Finds out what the archive has made of records that were sent again, and writes it down. */
public final class Settlement {

  private final ArchivedPipeline archived;
  private final Replays replays;

  /**
   * A settlement for a pipeline.
   *
   * @param replays of the same pipeline
   */
  public Settlement(ArchivedPipeline archived, Replays replays) {
    this.archived = archived;
    this.replays = replays;
  }

  /**
   * What has become known; grows from run to run.
   *
   * @param archived how many are events now
   * @param again why others were rejected again, and how many
   * @param waiting how many the archive has not reached
   */
  public record Result(long archived, Map<String, Long> again, long waiting) {}

  /** Writes down what is known by now. */
  public Result run() throws SQLException {
    List<Replay> sent = replays.in(ReplayState.SENT);
    if (sent.isEmpty()) {
      return new Result(0, Map.of(), 0);
    }
    ArchivedPipeline.Moment now = archived.now();
    Map<RecordPosition, Replay> reached = new HashMap<>();
    for (Replay replay : sent) {
      RecordPosition at = replay.sent().orElseThrow();
      if (isReached(now.position(), at)) {
        reached.put(at, replay);
      }
    }
    Map<RecordPosition, String> again = reasons(now.rejected(), reached.keySet());
    Set<RecordPosition> events = events(now.archive(), reached.keySet());
    List<Replays.Outcome> outcomes = new ArrayList<>();
    reached.forEach(
        (at, replay) ->
            outcome(replay, at, now.position(), again, events).ifPresent(outcomes::add));
    replays.settle(outcomes);
    Map<String, Long> counts = new TreeMap<>();
    outcomes.stream()
        .filter(outcome -> outcome.state() == ReplayState.REJECTED)
        .forEach(outcome -> counts.merge(outcome.why(), 1L, Long::sum));
    return new Result(
        outcomes.stream().filter(outcome -> outcome.state() == ReplayState.ARCHIVED).count(),
        counts,
        sent.size() - outcomes.size());
  }

  private static Optional<Replays.Outcome> outcome(
      Replay replay,
      RecordPosition at,
      Position position,
      Map<RecordPosition, String> again,
      Set<RecordPosition> events) {
    ReplayState state =
        again.containsKey(at)
            ? ReplayState.REJECTED
            : events.contains(at) ? ReplayState.ARCHIVED : ReplayState.LOST;
    // One that should be in a table and is not is for reconcile to tell.
    return state == ReplayState.LOST && at.topicId().equals(position.topicId())
        ? Optional.empty()
        : Optional.of(new Replays.Outcome(replay.record(), state, again.get(at)));
  }

  /** Nothing comes any more of a topic that was replaced. */
  private static boolean isReached(Position position, RecordPosition at) {
    return !at.topicId().equals(position.topicId())
        || at.offset() < position.nextOffset(at.partition());
  }

  private Map<RecordPosition, String> reasons(TableSnapshot rejected, Set<RecordPosition> at) {
    Map<RecordPosition, String> reasons = new HashMap<>();
    for (Row row :
        RecordRows.of(archived.spark(), rejected.rows(archived.spark()), at).collectAsList()) {
      String field = row.getAs(RejectedTable.FIELD);
      String reason = row.getAs(RejectedTable.REASON);
      reasons.put(RecordRows.position(row), field == null ? reason : reason + " (" + field + ")");
    }
    return reasons;
  }

  private Set<RecordPosition> events(TableSnapshot archive, Set<RecordPosition> at) {
    Dataset<Row> rows =
        archive
            .rows(archived.spark())
            .select(KafkaColumns.TOPIC_ID, KafkaColumns.PARTITION, KafkaColumns.OFFSET);
    Set<RecordPosition> events = new HashSet<>();
    RecordRows.of(archived.spark(), rows, at)
        .collectAsList()
        .forEach(row -> events.add(RecordRows.position(row)));
    return events;
  }
}
