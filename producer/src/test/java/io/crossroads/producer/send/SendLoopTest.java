package io.crossroads.producer.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class SendLoopTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final FakeClock clock = new FakeClock(0);
  private final Deliveries deliveries = new Deliveries();
  private boolean stopped;

  /** Kafka's own stand-in, which acknowledges at once, with a client side that can refuse. */
  private class Client extends MockProducer<byte[], byte[]> {
    private RuntimeException refusal;
    private int refusals;
    private Runnable onRefusal = () -> {};

    Client() {
      super(
          true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    void refuse(RuntimeException failure, int times) {
      refusal = failure;
      refusals = times;
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<byte[], byte[]> record, Callback callback) {
      if (refusals-- > 0) {
        clock.pass(250_000_000);
        onRefusal.run();
        callback.onCompletion(null, refusal);
        return CompletableFuture.failedFuture(refusal);
      }
      return super.send(record, callback);
    }
  }

  private final Client client = new Client();

  @Test
  void sendsAsManyRecordsAsThePlanSays() throws IOException {
    assertEquals(999_000_000, run(SendPlan.ofCount(new Rate(1_000), 1_000)), 1_000_000);
    assertCounts(1_000, 1_000, 0);
  }

  @Test
  void aDurationAtARateIsANumberOfRecords() throws IOException {
    run(SendPlan.ofDuration(new Rate(1_000), Duration.ofMillis(2_500)));
    assertCounts(2_500, 2_500, 0);
  }

  @Test
  void aDurationWithoutAPaceEndsWithTheTime() throws IOException {
    run(
        SendPlan.ofDuration(Rate.MAX, Duration.ofSeconds(3)),
        () -> {
          clock.pass(1_000_000);
          return record();
        });
    assertEquals(3_000, deliveries.sent(), 1_024);
    assertEquals(deliveries.sent(), deliveries.acknowledged());
  }

  @Test
  void theEndOfTheSourceIsTheEnd() throws IOException {
    int[] left = {7};
    run(SendPlan.unlimited(Rate.MAX), () -> left[0]-- > 0 ? record() : null);
    assertCounts(7, 7, 0);
  }

  @Test
  void aStopEndsTheLoopAndWhatWasMadeMeanwhileIsNotSent() throws IOException {
    int[] made = {0};
    run(
        SendPlan.unlimited(new Rate(100)),
        () -> {
          stopped = ++made[0] == 43;
          return record();
        });
    assertCounts(42, 42, 0);
  }

  @Test
  void aRecordThatTheClientHasNoRoomForIsOfferedAgain() throws IOException {
    client.refuse(new TimeoutException("no room"), 20);
    run(SendPlan.ofCount(new Rate(1_000), 5));
    assertCounts(5, 5, 0);
    assertEquals(5, client.history().size());
  }

  @Test
  void aClientThatHasNoRoomForLongEndsTheLoop() throws IOException {
    client.refuse(new TimeoutException("no room"), Integer.MAX_VALUE);
    run(SendPlan.unlimited(new Rate(1_000)));
    assertCounts(1, 0, 1);
    assertTrue(deliveries.hopeless());
    assertEquals("no room", deliveries.firstFailure().getMessage());
  }

  @Test
  void aStopEndsTheWaitForRoom() throws IOException {
    client.refuse(new TimeoutException("no room"), Integer.MAX_VALUE);
    client.onRefusal = () -> stopped = client.refusals == Integer.MAX_VALUE - 3;
    run(SendPlan.unlimited(new Rate(1_000)));
    assertFalse(deliveries.hopeless());
    assertCounts(0, 0, 0);
  }

  @Test
  void aRecordThatIsTooLargeFailsAloneAndTheOthersAreSent() throws IOException {
    client.refuse(new RecordTooLargeException("too large"), 1);
    run(SendPlan.ofCount(new Rate(1_000), 5));
    assertCounts(5, 4, 1);
  }

  @Test
  void aFailureThatConcernsEveryRecordEndsTheLoop() throws IOException {
    client.refuse(new TopicAuthorizationException("t"), 1);
    run(SendPlan.ofCount(new Rate(1_000), 5));
    assertCounts(1, 0, 1);
  }

  private long run(SendPlan plan) throws IOException {
    return run(plan, SendLoopTest::record);
  }

  private long run(SendPlan plan, RecordSource source) throws IOException {
    return new SendLoop(client, source, deliveries, () -> stopped, clock, TIMEOUT).run(plan);
  }

  private static ProducerRecord<byte[], byte[]> record() {
    return new ProducerRecord<>("t", new byte[1], new byte[1]);
  }

  private void assertCounts(long sent, long acknowledged, long failed) {
    assertEquals(sent, deliveries.sent(), "sent");
    assertEquals(acknowledged, deliveries.acknowledged(), "acknowledged");
    assertEquals(failed, deliveries.failures(), "failed");
    assertEquals(0, deliveries.outstanding());
  }
}
