package io.crossroads.batch.replay;

import io.crossroads.layers.position.RecordPosition;
import io.crossroads.store.Replay;
import io.crossroads.store.ReplayState;
import io.crossroads.store.Replays;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Sends rejected records through their topic again, each at most once however often it runs and
 * wherever it ends. Some records at a time: the store is told that they are to be sent, they are
 * sent in one transaction, and the store is told where they are. A run begins with what an earlier
 * one left between the first and the last.
 */
final class ReplayJob {

  private final Replays replays;
  private final ReplayTopic topic;
  private final Candidates candidates;
  private final ReplayCounts counts;
  private final Consumer<ReplayStep> listener;

  /**
   * A run.
   *
   * @param replays locked for this run, before the topic was opened
   * @param counts what it adds to, as the candidates do
   * @param listener told of each step
   */
  ReplayJob(
      Replays replays,
      ReplayTopic topic,
      Candidates candidates,
      ReplayCounts counts,
      Consumer<ReplayStep> listener) {
    this.replays = replays;
    this.topic = topic;
    this.candidates = candidates;
    this.counts = counts;
    this.listener = listener;
  }

  /**
   * Sends those of the records that are valid now and were not sent before.
   *
   * @param chosen of the topic, no record twice
   */
  void run(Iterator<RejectedRecord> chosen) throws SQLException {
    resolve();
    for (Chunks chunks = new Chunks(chosen); chunks.hasNext(); ) {
      List<RejectedRecord> wanted = candidates.among(chunks.next());
      listener.accept(ReplayStep.READ);
      while (!wanted.isEmpty() && !send(wanted)) {
        // One that the broker refuses is no longer among them.
      }
    }
  }

  /** What an earlier run wanted to send: what is found in the topic was sent. */
  private void resolve() throws SQLException {
    Map<RecordPosition, Long> from = new HashMap<>();
    List<RecordPosition> gone = new ArrayList<>();
    for (Replay replay : replays.in(ReplayState.CHOSEN)) {
      if (replay.record().topicId().equals(topic.id())) {
        from.put(replay.record(), replay.searchFrom());
      } else {
        gone.add(replay.record());
      }
    }
    replays.end(gone, ReplayState.UNKNOWN, "the topic was recreated before it was known");
    counts.unknown += gone.size();
    if (from.isEmpty()) {
      return;
    }
    ReplayTopic.Found found = topic.find(from);
    replays.sent(found.offsets());
    counts.recovered += found.offsets().size();
    found.offsets().keySet().forEach(from::remove);
    List<RecordPosition> deleted = new ArrayList<>();
    from.forEach(
        (record, offset) -> {
          if (found.begins().get(record.partition()) > offset) {
            deleted.add(record);
          }
        });
    replays.end(deleted, ReplayState.UNKNOWN, "the topic has deleted the offsets that would tell");
    counts.unknown += deleted.size();
    deleted.forEach(from::remove);
    replays.forget(from.keySet());
  }

  /** False if one of the records was refused, which is taken away from them; none is sent then. */
  private boolean send(List<RejectedRecord> records) throws SQLException {
    Map<Integer, Long> ends = topic.ends();
    replays.choose(records.stream().map(record -> choice(record, ends)).toList());
    listener.accept(ReplayStep.CHOSEN);
    try {
      Map<RecordPosition, Long> offsets =
          topic.send(records, () -> listener.accept(ReplayStep.SENT));
      listener.accept(ReplayStep.COMMITTED);
      replays.sent(offsets);
      counts.sent += records.size();
      listener.accept(ReplayStep.RECORDED);
      return true;
    } catch (ReplayTopic.RefusedException e) {
      replays.end(List.of(e.record()), ReplayState.REFUSED, e.getMessage());
      counts.refused++;
      records.removeIf(record -> record.position().equals(e.record()));
      replays.forget(records.stream().map(RejectedRecord::position).toList());
      return false;
    }
  }

  private static Replays.Choice choice(RejectedRecord record, Map<Integer, Long> ends) {
    Long end = ends.get(record.position().partition());
    if (end == null) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT, "the topic has no partition %d", record.position().partition()));
    }
    return new Replays.Choice(
        record.position(), record.appendMicros(), record.reason(), record.field(), end);
  }
}
