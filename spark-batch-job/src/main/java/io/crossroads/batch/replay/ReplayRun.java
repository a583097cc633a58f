package io.crossroads.batch.replay;

import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.cli.CommandFailure;
import io.crossroads.store.Replays;
import io.crossroads.store.ServingStore;
import io.crossroads.store.StoreSettings;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** Replays rejected records of a pipeline, and tells what was done and what became of them. */
final class ReplayRun {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(5);

  private final ArchivedPipeline archived;
  private final Settings settings;
  private final PrintStream out;
  private final PrintStream progress;
  private final ReplayCounts counts = new ReplayCounts();
  private long reported = System.nanoTime();

  /**
   * What to do.
   *
   * @param bootstrapServers comma-separated {@code host:port}
   * @param selection which records
   * @param evenIfInvalid whether to send those that would be rejected again
   * @param dryRun whether to send and write nothing
   * @param patience how long to wait for the archive to take in what was sent
   */
  record Settings(
      StoreSettings store,
      String bootstrapServers,
      Selection selection,
      boolean evenIfInvalid,
      boolean dryRun,
      Duration patience) {}

  /**
   * A run.
   *
   * @param out for what was done
   * @param progress for how far it is
   */
  ReplayRun(ArchivedPipeline archived, Settings settings, PrintStream out, PrintStream progress) {
    this.archived = archived;
    this.settings = settings;
    this.out = out;
    this.progress = progress;
  }

  /**
   * Does it.
   *
   * @throws CommandFailure if the topic is not the archive's, somebody else replays, or the broker
   *     fails
   */
  void run() throws SQLException {
    String name = archived.pipeline().name();
    ArchivedPipeline.Moment now = archived.now();
    String topicId = now.position().topicId();
    Selection selection = settings.selection();
    selection
        .ofOtherTopics(archived.spark(), now.rejected(), topicId)
        .forEach(
            (id, count) ->
                print("%,d are left out: their topic, of id %s, was recreated", count, id));
    Iterator<RejectedRecord> records = selection.records(archived.spark(), now.rejected(), topicId);
    PresentRules rules = new PresentRules(archived.pipeline(), Clock.systemUTC());
    ServingStore.prepare(settings.store(), archived.pipeline());
    try (Replays replays = Replays.open(settings.store(), name, "replay-rejected")) {
      Candidates candidates =
          new Candidates(
              replays,
              record -> settings.evenIfInvalid() ? Optional.empty() : rules.rejection(record),
              counts);
      if (settings.dryRun()) {
        for (Chunks chunks = new Chunks(records); chunks.hasNext(); ) {
          counts.sent += candidates.among(chunks.next()).size();
        }
        tell();
        return;
      }
      requireLock(replays);
      send(now, replays, candidates, records);
      tell();
      settle(new Settlement(archived, replays));
    }
  }

  private void send(
      ArchivedPipeline.Moment now,
      Replays replays,
      Candidates candidates,
      Iterator<RejectedRecord> records)
      throws SQLException {
    String transactionalId = "crossroads-replay-" + archived.pipeline().name();
    try (ReplayTopic topic =
        ReplayTopic.open(settings.bootstrapServers(), now.position().topic(), transactionalId)) {
      if (!topic.id().equals(now.position().topicId())) {
        throw new CommandFailure(
            String.format(
                Locale.ROOT,
                "topic %s has id %s, the archive follows id %s: it was recreated; let the archive go on with it first, by bin/crossroads archive --pipeline %s --accept-loss",
                now.position().topic(),
                topic.id(),
                now.position().topicId(),
                archived.pipeline().name()));
      }
      new ReplayJob(replays, topic, candidates, counts, this::report).run(records);
    }
  }

  private void requireLock(Replays replays) throws SQLException {
    Optional<String> holder = replays.lock();
    if (holder.isPresent()) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "rejected records of %s are being replayed by %s: wait for its end",
              archived.pipeline().name(),
              holder.get()));
    }
  }

  private void report(ReplayStep step) {
    long now = System.nanoTime();
    if (step == ReplayStep.RECORDED && now - reported > BETWEEN_REPORTS.toNanos()) {
      reported = now;
      progress.printf(Locale.ROOT, "%,d looked at, %,d sent%n", counts.chosen, counts.sent);
    }
  }

  private void tell() {
    if (counts.recovered > 0) {
      print("%,d had been sent by a run that was interrupted", counts.recovered);
    }
    if (counts.unknown > 0) {
      print(
          "%,d of a run that was interrupted are not sent again: whether they were sent can no longer be known",
          counts.unknown);
    }
    print(
        "%s: %,d rejected for %s: %,d %s, %,d replayed before, %,d left out, %,d refused",
        archived.pipeline().name(),
        counts.chosen,
        settings.selection(),
        counts.sent,
        settings.dryRun() ? "would be sent" : "sent",
        counts.before,
        counts.stillInvalid(),
        counts.refused);
    counts.stillInvalid.forEach(
        (why, count) -> print("%,d left out, they would be rejected again: %s", count, why));
    if (counts.refused > 0) {
      print("refused, as larger than the topic takes: raise its max.message.bytes and run again");
    }
  }

  private void settle(Settlement settlement) throws SQLException {
    long deadline = System.nanoTime() + settings.patience().toNanos();
    long events = 0;
    Map<String, Long> again = new TreeMap<>();
    while (true) {
      Settlement.Result result = settlement.run();
      events += result.archived();
      result.again().forEach((why, count) -> again.merge(why, count, Long::sum));
      if (result.waiting() == 0 || System.nanoTime() > deadline) {
        tell(events, again, result.waiting());
        return;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private void tell(long events, Map<String, Long> again, long waiting) {
    long rejected = again.values().stream().mapToLong(Long::longValue).sum();
    if (events + rejected + waiting > 0) {
      print(
          "became of what was sent: %,d archived, %,d rejected again, %,d not archived yet",
          events, rejected, waiting);
    }
    again.forEach((why, count) -> print("%,d rejected again: %s", count, why));
  }

  private void print(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
  }
}
