package io.crossroads.batch.replay;

import io.crossroads.batch.archive.ArchiveOptions;
import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.cli.CommandFailure;
import io.crossroads.cli.DurationConverter;
import io.crossroads.store.Replays;
import io.crossroads.store.ServingStore;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code replay-rejected}: sends rejected records through their topic again. */
@Command(
    name = "replay-rejected",
    mixinStandardHelpOptions = true,
    description = {
      "After a fix, or with new reference data: sends rejected records through their topic again,",
      "as they were, with the header crossroads-replay-of: TOPIC-ID/PARTITION/OFFSET. Each at most",
      "once, however often it is run and wherever it is killed. What would be rejected again is",
      "left out. The rejected rows stay, and relation 'replays' says what became of each."
    })
public final class ReplayCommand implements Runnable {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  @Mixin private ArchiveOptions options;

  @Option(
      names = "--bootstrap-servers",
      defaultValue = "localhost:9092",
      paramLabel = "HOST:PORT",
      description = "The Kafka brokers to ask first (default: ${DEFAULT-VALUE}).")
  private String bootstrapServers;

  @Option(
      names = "--reason",
      required = true,
      split = ",",
      paramLabel = "REASON",
      description =
          "Those rejected for it, such as unknown_reference; several with commas between.")
  private List<String> reasons;

  @Option(
      names = "--field",
      paramLabel = "FIELD",
      description = "Only those of which it is the field at fault.")
  private String field;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Only those appended at or after it, such as 2026-11-27T08:00:00Z.")
  private Instant from;

  @Option(names = "--until", paramLabel = "TIME", description = "Only those appended before it.")
  private Instant until;

  @Option(
      names = "--even-if-invalid",
      description = {
        "Also send those that this version's rules and the reference data of now reject. They",
        "become rejected rows again, of their own."
      })
  private boolean evenIfInvalid;

  @Option(
      names = "--dry-run",
      description = "Send nothing and write nothing; tell what would be sent.")
  private boolean dryRun;

  @Option(
      names = "--wait",
      defaultValue = "60s",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description = {
        "How long to wait for the archive to take in what was sent, to tell what became of it,",
        "and for others' open transactions (default: ${DEFAULT-VALUE})."
      })
  private Duration wait;

  @Override
  public void run() {
    Selection selection =
        new Selection(
            reasons,
            Optional.ofNullable(field),
            Optional.ofNullable(from),
            Optional.ofNullable(until));
    options.with(
        "replay-rejected",
        archived -> {
          replay(archived, selection);
          return archived;
        });
  }

  private void replay(ArchivedPipeline archived, Selection selection) throws SQLException {
    ArchivedPipeline.Moment now = archived.now();
    String topicId = now.position().topicId();
    selection
        .ofOtherTopics(archived.spark(), now.rejected(), topicId)
        .forEach(
            (id, count) ->
                print("%,d are left out: their topic, of id %s, was recreated", count, id));
    Iterator<RejectedRecord> records = selection.records(archived.spark(), now.rejected(), topicId);
    PresentRules rules = new PresentRules(archived.pipeline(), Clock.systemUTC());
    ServingStore.prepare(options.store(), archived.pipeline());
    try (Replays replays =
        Replays.open(options.store(), archived.pipeline().name(), "replay-rejected")) {
      ReplayCounts counts = new ReplayCounts();
      Candidates candidates =
          new Candidates(
              replays,
              record -> evenIfInvalid ? Optional.empty() : rules.rejection(record),
              counts);
      if (dryRun) {
        for (Chunks chunks = new Chunks(records); chunks.hasNext(); ) {
          counts.sent += candidates.among(chunks.next()).size();
        }
        tell(archived, selection, counts);
        return;
      }
      lock(replays, archived);
      try (ReplayTopic topic =
          ReplayTopic.open(
              bootstrapServers,
              now.position().topic(),
              "crossroads-replay-" + archived.pipeline().name(),
              wait)) {
        requireSameTopic(topic, archived, topicId);
        new ReplayJob(replays, topic, candidates, counts, step -> {}).run(records);
        tell(archived, selection, counts);
      }
      settle(new Settlement(archived, replays));
    }
  }

  private static void lock(Replays replays, ArchivedPipeline archived) throws SQLException {
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

  private static void requireSameTopic(
      ReplayTopic topic, ArchivedPipeline archived, String topicId) {
    if (!topic.id().equals(topicId)) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "topic %s has id %s, the archive follows id %s: it was recreated; let the archive go on with it first, by bin/crossroads archive --pipeline %s --accept-loss",
              archived.now().position().topic(),
              topic.id(),
              topicId,
              archived.pipeline().name()));
    }
  }

  private void tell(ArchivedPipeline archived, Selection selection, ReplayCounts counts) {
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
        selection,
        counts.sent,
        dryRun ? "would be sent" : "sent",
        counts.before,
        counts.stillInvalid(),
        counts.refused);
    counts.stillInvalid.forEach(
        (why, count) -> print("%,d left out, they would be rejected again: %s", count, why));
  }

  private void settle(Settlement settlement) throws SQLException {
    long deadline = System.nanoTime() + wait.toNanos();
    long events = 0;
    Map<String, Long> again = new TreeMap<>();
    Settlement.Result result = settlement.run();
    while (true) {
      events += result.archived();
      result.again().forEach((why, count) -> again.merge(why, count, Long::sum));
      if (result.waiting() == 0 || System.nanoTime() > deadline) {
        break;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      result = settlement.run();
    }
    if (events > 0 || !again.isEmpty() || result.waiting() > 0) {
      print(
          "became of what was sent: %,d archived, %,d rejected again, %,d not archived yet",
          events, again.values().stream().mapToLong(Long::longValue).sum(), result.waiting());
    }
    again.forEach((why, count) -> print("%,d rejected again: %s", count, why));
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }
}
