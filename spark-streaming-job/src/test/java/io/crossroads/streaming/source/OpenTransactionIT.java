package io.crossroads.streaming.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.cli.CommandFailure;
import io.crossroads.layers.position.Position;
import io.crossroads.streaming.TestArchive;
import io.crossroads.streaming.TestLiveNumbers;
import io.crossroads.streaming.TestPlatform;
import io.crossroads.streaming.TestTopic;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records behind an open transaction are lag, and somebody says what keeps them. */
class OpenTransactionIT {

  private final TestTopic topic = TestTopic.create(1);
  private final TestArchive archive = new TestArchive(topic);

  @AfterEach
  void close() {
    archive.close();
    topic.close();
  }

  private KafkaTopic connect() {
    return KafkaTopic.connect(TestPlatform.get().broker().bootstrapServers(), topic.name());
  }

  private long lag(Position position) {
    try (KafkaTopic broker = connect()) {
      return position.lag(broker.state().ends());
    }
  }

  @Test
  void theyAreLagAndWhatHoldsThemIsNamed() throws SQLException {
    TestLiveNumbers live = new TestLiveNumbers(topic);
    topic.sendInTransaction(10, true);
    archive.catchUp();
    live.catchUp();
    assertEquals(0, lag(archive.position(archive.archived())), "a mark at the end is no lag");

    try (KafkaProducer<byte[], byte[]> open = topic.openTransaction(5)) {
      topic.sendEvents(30, 1);
      assertEquals(35, lag(archive.position(archive.archived())));
      try (KafkaTopic broker = connect()) {
        TopicState state = broker.state();
        assertEquals(Map.of(0, 35L), state.held());
        String held = broker.heldBy(state).orElseThrow();
        assertTrue(
            held.startsWith(
                "partition 0: 35 offsets from 11 on wait behind an open transaction of producer id"),
            held);
        assertTrue(held.contains("transactional id 'open-" + topic.name() + "'"), held);
      }

      for (Runnable job : java.util.List.<Runnable>of(archive::catchUp, () -> run(live))) {
        String message = assertThrows(CommandFailure.class, job::run).getMessage();
        assertTrue(message.startsWith("not caught up after 2 s: lag=35"), message);
        assertTrue(message.contains("open-" + topic.name()), message);
      }
      open.commitTransaction();
    }

    archive.catchUp();
    live.catchUp();
    assertEquals(45, archive.offsets().size());
    assertEquals(45, live.total());
    assertEquals(0, lag(archive.position(archive.archived())));
    try (KafkaTopic broker = connect()) {
      assertEquals(Optional.empty(), broker.heldBy(broker.state()));
    }
  }

  @Test
  void aJobThatWaitsForATransactionGoesOnWhenItEnds() throws Exception {
    try (KafkaProducer<byte[], byte[]> open = topic.openTransaction(5)) {
      topic.sendEvents(30, 1);
      Thread aborting =
          new Thread(
              () -> {
                try {
                  Thread.sleep(1_000);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                open.abortTransaction();
              });
      aborting.start();
      archive.run(TestArchive.waitingForTransactions());
      aborting.join();
    }
    assertEquals(30, archive.offsets().size());
    assertEquals(0, lag(archive.position(archive.archived())));
  }

  private static void run(TestLiveNumbers live) {
    live.catchUp();
  }
}
