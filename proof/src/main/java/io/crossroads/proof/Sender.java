package io.crossroads.proof;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends numbered events at a steady rate from a thread of its own, and says how many so far. */
public final class Sender implements AutoCloseable {

  /** Every so many events one is of an hour ago, so that old windows change as well. */
  private static final int LATE = 10;

  /** Every so many events one is out of range, and must not count. */
  private static final int WRONG = 50;

  private final KafkaProducer<byte[], byte[]> producer;
  private final int partitions;
  private final int rate;
  private final boolean disturbed;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong valid = new AtomicLong();
  private final Thread thread = new Thread(this::run, "sender");
  private final long most;
  private final long[] nanos;
  private volatile boolean stopped;
  private volatile RuntimeException failure;

  private Sender(Platform platform, int partitions, int rate, boolean disturbed, long most) {
    this.partitions = partitions;
    this.rate = rate;
    this.disturbed = disturbed;
    this.most = most;
    this.nanos = new long[disturbed ? 0 : Math.toIntExact(most)];
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                platform.bootstrapServers(),
                "acks",
                "all",
                "compression.type",
                "lz4",
                "linger.ms",
                5),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    thread.start();
  }

  /** Sends until it is told to end, over all partitions in turn, late and wrong events as well. */
  public static Sender disturbed(Platform platform, int partitions, int rate) {
    return new Sender(platform, partitions, rate, true, Long.MAX_VALUE);
  }

  /** Sends so many valid events to the one partition and keeps the time of each. */
  public static Sender timed(Platform platform, int rate, int most) {
    return new Sender(platform, 1, rate, false, most);
  }

  private void run() {
    long begun = System.nanoTime();
    int together = Math.max(1, rate / 1_000);
    try {
      for (long i = 0; i < most && !stopped; i++) {
        if (i % together == 0) {
          LockSupport.parkNanos(begun + i * 1_000_000_000L / rate - System.nanoTime());
        }
        boolean wrong = disturbed && i % WRONG == 0;
        if (!disturbed) {
          nanos[(int) i] = System.nanoTime();
        }
        sent.incrementAndGet();
        if (!wrong) {
          valid.incrementAndGet();
        }
        producer.send(
            new ProducerRecord<>(
                Platform.TOPIC,
                (int) (i % partitions),
                null,
                event(i, wrong).getBytes(StandardCharsets.UTF_8)),
            (appended, refused) -> {
              if (refused != null) {
                failure = new KafkaException("not appended", refused);
              }
            });
      }
      producer.flush();
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private String event(long i, boolean wrong) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    boolean late = disturbed && i % LATE == 0;
    return String.format(
        Locale.ROOT,
        "{\"sensor_id\":\"S%d\",\"timestamp\":\"%s\",\"average_speed\":%d.%02d,\"traffic_density\":%d.5}",
        i % 5 + 1,
        late ? now.minus(Duration.ofHours(1)) : now,
        wrong ? 1000 : 10 + i % 90,
        i % 100,
        i % 100);
  }

  /** Records that the broker has or may have. */
  public long sent() {
    return sent.get();
  }

  /** Those of them that are valid events. */
  public long valid() {
    return valid.get();
  }

  /** When an event was sent, by {@link System#nanoTime}. */
  public long nanos(int number) {
    return nanos[number];
  }

  /** Ends it, and returns when the broker has everything. */
  public void end() throws InterruptedException {
    stopped = true;
    awaitEnd();
  }

  /** Waits until all is sent. */
  public void awaitEnd() throws InterruptedException {
    thread.join();
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    stopped = true;
    producer.close(Duration.ofSeconds(5));
  }
}
