package io.crossroads.producer.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.producer.CommandRun;
import io.crossroads.producer.TestBroker;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TopicsIT {

  @Test
  void aPipelinesTopicIsMadeOnceWithItsPartitionsAndTheTimeOfAppending() {
    String first = run("topics create --pipeline traffic").expectDone().out();
    assertEquals("created topic traffic-stream, partitions: 1\n", first);
    String second = run("topics create --pipeline traffic").expectDone().out();
    assertEquals("topic traffic-stream is there already, partitions: 1\n", second);

    String described = run("topics describe --pipeline traffic").expectDone().out();
    assertTrue(described.contains("message.timestamp.type = LogAppendTime\n"), described);
    assertTrue(described.contains("topic traffic-stream, id "), described);
    assertTrue(
        run("topics list").expectDone().out().matches("(?s).*traffic-stream +1 +0 +traffic\n.*"));
  }

  @Test
  void partitionsAndRetentionAreThoseAskedFor() {
    run("topics create --topic wide --partitions 3 --retention 2h").expectDone();
    run("produce --pipeline traffic --topic wide --count 30 --rate max").expectDone();
    String described = run("topics describe --topic wide --rates").expectDone().out();
    assertTrue(described.contains("partitions: 3"), described);
    assertTrue(described.contains("retention.ms = 7200000\n"), described);
    assertTrue(described.contains("\n30 records\n"), described);
    assertTrue(described.contains("RECORDS/S IN"), described);
  }

  @Test
  void aTopicWithOtherSettingsIsRefusedWithTheRemedyWhichWorks() throws Exception {
    make("foreign", 2, Map.of("message.timestamp.type", "CreateTime", "cleanup.policy", "compact"));
    CommandRun refused = run("topics create --topic foreign --partitions 3");
    assertEquals(1, refused.code());
    assertEquals(
        "error: topic 'foreign' exists with other settings: partitions are 2, not 3;"
            + " cleanup.policy is compact, not delete;"
            + " message.timestamp.type is CreateTime, not LogAppendTime;"
            + " change it with: crossroads topics create --topic foreign --partitions 3 --repair,"
            + " or name another topic\n",
        refused.messages());

    run("topics create --topic foreign --partitions 3 --repair").expectDone();
    assertEquals(
        "topic foreign is there already, partitions: 3\n",
        run("topics create --topic foreign --partitions 3").expectDone().out());
  }

  @Test
  void partitionsAreNotTakenAway() throws Exception {
    make("broad", 4, Map.of("message.timestamp.type", "LogAppendTime"));
    CommandRun refused = run("topics create --topic broad --partitions 2 --repair");
    assertEquals(1, refused.code());
    assertTrue(
        refused.messages().contains("partitions cannot become fewer; leave --partitions out"),
        refused.messages());
    run("topics create --topic broad").expectDone();
  }

  @Test
  void aTopicThatIsNotThereIsNamedWithTheRemedy() {
    CommandRun run = run("topics describe --topic nowhere");
    assertEquals(1, run.code());
    assertTrue(
        run.messages().contains("make it with: crossroads topics create --topic nowhere"),
        run.messages());
  }

  @Test
  void aNameThatNoTopicCanHaveIsRefused() {
    CommandRun run = run("topics create --topic no/name");
    assertEquals(1, run.code());
    assertTrue(run.messages().contains("letters, digits"), run.messages());
  }

  @Test
  void moreCopiesThanBrokersAreRefusedInTheBrokersWords() {
    CommandRun run = run("topics create --topic copies --replication-factor 3");
    assertEquals(1, run.code());
    assertTrue(run.messages().startsWith("error: the broker refuses topic 'copies'"));
  }

  private static void make(String name, int partitions, Map<String, String> settings)
      throws Exception {
    Map<String, Object> client =
        Map.of("bootstrap.servers", TestBroker.running().bootstrapServers());
    try (Admin admin = Admin.create(client)) {
      NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(settings);
      admin.createTopics(List.of(topic)).all().get();
    }
  }

  private static CommandRun run(String command) {
    return CommandRun.withBroker(command.split(" "));
  }
}
