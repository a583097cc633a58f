package io.crossroads.batch.replay;

import io.crossroads.layers.position.RecordPosition;
import io.crossroads.store.Replays;
import io.crossroads.store.StoreSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A run over records that a seed makes, alone or as a process that ends in the middle. */
final class ReplayProcess {

  static final int PARTITIONS = 3;

  private final String bootstrapServers;
  private final StoreSettings store;

  ReplayProcess(String bootstrapServers, StoreSettings store) {
    this.bootstrapServers = bootstrapServers;
    this.store = store;
  }

  /**
   * As a process; it prints a line before it begins.
   *
   * @param arguments broker, store, its account and password, topic, how many records, and the step
   *     of the second chunk at which the process ends as if by SIGKILL, or {@code none}
   */
  public static void main(String... arguments) throws Exception {
    ReplayProcess process =
        new ReplayProcess(
            arguments[0], new StoreSettings(arguments[1], arguments[2], Optional.of(arguments[3])));
    List<ReplayStep> steps = new ArrayList<>();
    process.run(
        arguments[4],
        Integer.parseInt(arguments[5]),
        step -> {
          if (steps.isEmpty()) {
            System.out.println("begins");
          }
          steps.add(step);
          boolean second = steps.stream().filter(step::equals).count() == 2;
          if (second && step.name().equals(arguments[6])) {
            Runtime.getRuntime().halt(137);
          }
        });
  }

  /** Runs to the end. */
  ReplayCounts run(String topicName, int records, Consumer<ReplayStep> listener) throws Exception {
    try (Replays replays = Replays.open(store, topicName, "replay-rejected")) {
      Optional<String> holder = replays.lock();
      if (holder.isPresent()) {
        throw new IllegalStateException(holder.get());
      }
      try (ReplayTopic topic = open(topicName)) {
        ReplayCounts counts = new ReplayCounts();
        Candidates candidates = new Candidates(replays, record -> Optional.empty(), counts);
        new ReplayJob(replays, topic, candidates, counts, listener)
            .run(records(topic.id(), records));
        return counts;
      }
    }
  }

  ReplayTopic open(String topicName) {
    return ReplayTopic.open(bootstrapServers, topicName, "replay-" + topicName);
  }

  /** Records of all kinds: without key, without value, with headers that are no text. */
  static Iterator<RejectedRecord> records(String topicId, int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> record(topicId, number, 1 + number % 900))
        .iterator();
  }

  static RejectedRecord record(String topicId, int number, int size) {
    byte[] value = new byte[size];
    new Random(number).nextBytes(value);
    String key = "key " + number % 7;
    return new RejectedRecord(
        new RecordPosition(topicId, number % PARTITIONS, number / PARTITIONS),
        1_800_000_000_000_000L + number,
        "unknown_reference",
        number % 2 == 0 ? "devise" : null,
        number % 5 == 0 ? null : key.getBytes(StandardCharsets.UTF_8),
        number % 11 == 0 ? null : value,
        number % 3 == 0
            ? "[[\"crossroads-format\",\"json\"],[\"a\",{\"base64\":\"/v8A\"}],[\"a\",null]]"
            : null);
  }
}
