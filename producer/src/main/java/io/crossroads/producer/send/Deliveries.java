package io.crossroads.producer.send;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * What became of the records: each is acknowledged or failed in the end. Records are begun by one
 * thread and acknowledged by the client's own.
 */
final class Deliveries {

  private static final long LONGEST_MICROS = 3_600_000_000L;

  private final Thread sender = Thread.currentThread();
  private final Histogram latencyMicros = new Histogram(LONGEST_MICROS, 3);
  private final LongAdder failed = new LongAdder();
  private final AtomicReference<Exception> firstFailure = new AtomicReference<>();
  private volatile long sent;
  private volatile long acknowledged;
  private volatile boolean hopeless;

  /** One record's way. */
  final class Delivery implements Callback {
    private final long begun = System.nanoTime();
    private Exception refused;

    @Override
    public void onCompletion(RecordMetadata metadata, Exception failure) {
      if (failure == null) {
        latencyMicros.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - begun) / 1_000));
        acknowledged = acknowledged + 1;
      } else if (Thread.currentThread() == sender) {
        refused = failure;
      } else {
        failed(failure);
      }
    }

    /** Why the client did not take the record; null if it did. */
    Exception refused() {
      return refused;
    }
  }

  Delivery begin() {
    return new Delivery();
  }

  /** Counts a record that the client took or that failed. */
  void countSent() {
    sent = sent + 1;
  }

  /** Counts a record as failed, by whichever thread. */
  void failed(Exception failure) {
    firstFailure.compareAndSet(null, failure);
    hopeless |= !concernsOneRecord(failure);
    failed.increment();
  }

  private static boolean concernsOneRecord(Exception failure) {
    return failure instanceof RecordTooLargeException || failure instanceof InvalidRecordException;
  }

  /** Whether a record failed in a way that the next ones will fail, too. */
  boolean hopeless() {
    return hopeless;
  }

  long sent() {
    return sent;
  }

  long acknowledged() {
    return acknowledged;
  }

  long failures() {
    return failed.sum();
  }

  /** Why the first record failed, or null. */
  Exception firstFailure() {
    return firstFailure.get();
  }

  long outstanding() {
    return sent - acknowledged - failed.sum();
  }

  /** Microseconds from sending to acknowledgement; to be read when nothing is outstanding. */
  Histogram latencyMicros() {
    return latencyMicros;
  }
}
