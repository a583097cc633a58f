package io.crossroads.batch.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.cli.CommandFailure;
import io.crossroads.embedded.EmbeddedBroker;
import io.crossroads.embedded.EmbeddedPostgres;
import io.crossroads.embedded.Launch;
import io.crossroads.embedded.LogTail;
import io.crossroads.embedded.TiedProcess;
import io.crossroads.lake.HeadersText;
import io.crossroads.layers.position.RecordPosition;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.store.Replay;
import io.crossroads.store.ReplayState;
import io.crossroads.store.Replays;
import io.crossroads.store.ServingStore;
import io.crossroads.store.StoreSettings;
import io.crossroads.testkit.RunFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Replays against a broker and a PostgreSQL that run, ended at any moment and run again. */
class ReplayJobIT {

  /** Five chunks. */
  private static final int RECORDS = 2_300;

  private static Path folder;
  private static EmbeddedBroker broker;
  private static EmbeddedPostgres postgres;
  private static StoreSettings store;
  private static ReplayProcess process;
  private static int topics;

  @BeforeAll
  static void start() throws Exception {
    folder = RunFolder.create("replay-");
    broker = new EmbeddedBroker(folder.resolve("broker")).start();
    postgres = new EmbeddedPostgres(folder.resolve("postgres"), "serving").start();
    store =
        new StoreSettings(
            postgres.jdbcUrl("serving"), postgres.user(), Optional.of(postgres.password()));
    ServingStore.prepare(store, Pipelines.named("transactions"));
    process = new ReplayProcess(broker.bootstrapServers(), store);
  }

  @AfterAll
  static void end() {
    postgres.close();
    broker.close();
  }

  private static String topic(Map<String, String> settings) throws Exception {
    String name = "topic-" + ++topics;
    try (Admin admin = admin()) {
      NewTopic topic = new NewTopic(name, ReplayProcess.PARTITIONS, (short) 1).configs(settings);
      admin.createTopics(List.of(topic)).all().get();
    }
    return name;
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  /** Events that come in by the way; the records of an earlier time are not in the topic. */
  private static void others(String topic) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < 50; i++) {
        producer.send(new ProducerRecord<>(topic, new byte[10]));
      }
    }
  }

  private static TiedProcess start(String topic, String step) {
    return TiedProcess.start(
        Launch.java(
            folder.resolve(topic + ".log"),
            List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            List.of("-cp", System.getProperty("java.class.path"), ReplayProcess.class.getName()),
            List.of(
                broker.bootstrapServers(),
                store.uri(),
                store.user(),
                store.password().orElseThrow(),
                topic,
                Integer.toString(RECORDS),
                step)));
  }

  @ParameterizedTest
  @EnumSource(ReplayStep.class)
  void aRunThatEndsAtAStepLeavesNothingOutAndNothingTwice(ReplayStep step) throws Exception {
    String topic = topic(Map.of());
    others(topic);
    TiedProcess child = start(topic, step.name());
    int code = child.await(Duration.ofMinutes(1)).orElseThrow();
    assertEquals(137, code, () -> String.join("\n", LogTail.lines(child.log(), 100)));
    assertEachOnceAfterTwoMoreRuns(topic);
  }

  static IntStream moments() {
    return IntStream.range(0, 10);
  }

  @ParameterizedTest
  @MethodSource("moments")
  void aRunThatIsKilledAtAnyMomentLeavesNothingOutAndNothingTwice(int seed) throws Exception {
    String topic = topic(Map.of());
    Random random = new Random(seed);
    TiedProcess child = start(topic, "none");
    while (child.isAlive() && !Files.readString(child.log()).contains("begins")) {
      LockSupport.parkNanos(1_000_000);
    }
    LockSupport.parkNanos(random.nextInt(300) * 1_000_000L);
    child.kill();
    others(topic);
    assertEachOnceAfterTwoMoreRuns(topic);
  }

  private static void assertEachOnceAfterTwoMoreRuns(String topic) throws Exception {
    ReplayCounts first = process.run(topic, RECORDS, step -> {});
    assertEquals(RECORDS, first.chosen);
    assertEquals(RECORDS, first.before + first.sent);
    ReplayCounts second = process.run(topic, RECORDS, step -> {});
    assertEquals(RECORDS, second.before, "all were replayed before");
    assertEquals(0, second.sent);
    try (ReplayTopic opened = process.open(topic)) {
      assertEachOnce(topic, ReplayProcess.records(opened.id(), RECORDS));
    }
  }

  /** In the topic with key, value, headers, and where the store says that it is. */
  private static void assertEachOnce(String topic, Iterator<RejectedRecord> expected)
      throws Exception {
    Map<RecordPosition, List<ConsumerRecord<byte[], byte[]>>> found = replayed(topic);
    Map<RecordPosition, Replay> stored = new TreeMap<>();
    for (Replay replay : stored(topic)) {
      stored.put(replay.record(), replay);
    }
    int count = 0;
    while (expected.hasNext()) {
      RejectedRecord record = expected.next();
      List<ConsumerRecord<byte[], byte[]>> again = found.getOrDefault(record.position(), List.of());
      assertEquals(1, again.size(), record.position() + " in the topic");
      assertSame(record, again.get(0));
      Replay replay = stored.get(record.position());
      assertEquals(ReplayState.SENT, replay.state());
      assertEquals(again.get(0).offset(), replay.sentOffset().getAsLong());
      count++;
    }
    assertEquals(count, found.size());
    assertEquals(count, stored.size());
  }

  private static void assertSame(RejectedRecord record, ConsumerRecord<byte[], byte[]> again) {
    assertEquals(record.position().partition(), again.partition());
    assertArrayEquals(record.key(), again.key());
    assertArrayEquals(record.value(), again.value());
    List<HeadersText.Header> headers = new ArrayList<>();
    again.headers().forEach(h -> headers.add(new HeadersText.Header(h.key(), h.value())));
    List<HeadersText.Header> expected = new ArrayList<>(HeadersText.all(record.headersText()));
    expected.add(
        new HeadersText.Header(
            "crossroads-replay-of", record.position().toString().getBytes(StandardCharsets.UTF_8)));
    assertEquals(expected.size(), headers.size());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i).name(), headers.get(i).name());
      assertArrayEquals(expected.get(i).value(), headers.get(i).value());
    }
  }

  private static Collection<Replay> stored(String topic) throws Exception {
    try (var connection = store.connect("test")) {
      return Replays.all(connection, topic);
    }
  }

  private static Map<RecordPosition, List<ConsumerRecord<byte[], byte[]>>> replayed(String topic) {
    // A commit is answered before all its marks are there; who opens it again waits for them.
    process.open(topic).close();
    Map<RecordPosition, List<ConsumerRecord<byte[], byte[]>>> found = new TreeMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "isolation.level",
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, ReplayProcess.PARTITIONS)
              .mapToObj(partition -> new TopicPartition(topic, partition))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          var header = record.headers().lastHeader("crossroads-replay-of");
          if (header != null) {
            found
                .computeIfAbsent(
                    RecordPosition.parse(new String(header.value(), StandardCharsets.UTF_8)),
                    of -> new ArrayList<>())
                .add(record);
          }
        }
      }
    }
    return found;
  }

  @Test
  void aSecondRunBesideTheFirstIsToldWhoReplays() throws Exception {
    String topic = topic(Map.of());
    List<String> told = new ArrayList<>();
    process.run(
        topic,
        10,
        step -> {
          if (step == ReplayStep.SENT) {
            told.add(
                assertThrows(IllegalStateException.class, () -> process.run(topic, 10, again -> {}))
                    .getMessage());
          }
        });
    assertTrue(told.get(0).contains("replay-rejected " + topic + ", process "), told.get(0));
  }

  @Test
  void aRunThatLostItsTurnWithoutKnowingSendsNothingMore() throws Exception {
    String topic = topic(Map.of());
    try (ReplayTopic first = process.open(topic)) {
      List<RejectedRecord> records = new ArrayList<>();
      ReplayProcess.records(first.id(), 10).forEachRemaining(records::add);
      process.run(topic, 10, step -> {});
      assertThrows(CommandFailure.class, () -> first.send(records, () -> {}));
      assertEachOnce(topic, records.iterator());
    }
  }

  @Test
  void aRecordThatTheTopicDoesNotTakeIsRefusedAloneAndMayBeChosenAgain() throws Exception {
    String topic = topic(Map.of("max.message.bytes", "20000"));
    List<RejectedRecord> records = new ArrayList<>();
    try (ReplayTopic opened = process.open(topic)) {
      for (int i = 0; i < 6; i++) {
        records.add(ReplayProcess.record(opened.id(), i + 1, i == 2 ? 30_000 : 100));
      }
    }
    ReplayCounts counts = run(topic, records);
    assertEquals(5, counts.sent);
    assertEquals(1, counts.refused);
    assertEquals(1, run(topic, records).refused, "it is tried again");
    try (Admin admin = admin()) {
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      ConfigEntry more = new ConfigEntry("max.message.bytes", "40000");
      admin
          .incrementalAlterConfigs(
              Map.of(resource, List.of(new AlterConfigOp(more, AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
    assertEquals(1, run(topic, records).sent);
    assertEachOnce(topic, records.iterator());
  }

  private static ReplayCounts run(String topic, List<RejectedRecord> records) throws Exception {
    try (Replays replays = Replays.open(store, topic, "replay-rejected");
        ReplayTopic opened = process.open(topic)) {
      ReplayCounts counts = new ReplayCounts();
      Candidates candidates = new Candidates(replays, record -> Optional.empty(), counts);
      new ReplayJob(replays, opened, candidates, counts, step -> {}).run(records.iterator());
      return counts;
    }
  }

  @Test
  void whatATopicThatWasRecreatedCannotTellAnyMoreIsNotSentAgain() throws Exception {
    String topic = topic(Map.of());
    start(topic, "COMMITTED").await(Duration.ofMinutes(1));
    String id;
    try (Admin admin = admin();
        ReplayTopic opened = process.open(topic)) {
      id = opened.id();
      admin.deleteTopics(List.of(topic)).all().get();
      admin
          .createTopics(List.of(new NewTopic(topic, ReplayProcess.PARTITIONS, (short) 1)))
          .all()
          .get();
    }
    List<RejectedRecord> records = new ArrayList<>();
    ReplayProcess.records(id, RECORDS).forEachRemaining(records::add);
    ReplayCounts counts = run(topic, records.subList(0, 1_000));
    assertEquals(500, counts.unknown);
    assertEquals(1_000, counts.before);
    assertEquals(0, counts.sent);
  }
}
