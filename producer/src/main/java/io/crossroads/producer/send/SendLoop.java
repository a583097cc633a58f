package io.crossroads.producer.send;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/** Sends what a source gives, at its pace, in one thread. */
final class SendLoop {

  /** After so many records without a wait, the loop looks at the clock. */
  private static final int LOOK_RECORDS = 512;

  private final Producer<byte[], byte[]> producer;
  private final RecordSource source;
  private final Deliveries deliveries;
  private final BooleanSupplier stopped;
  private final NanoClock clock;
  private final long timeoutNanos;

  /**
   * A loop that has not begun.
   *
   * @param producer whose {@code send} blocks for a fraction of a second at most
   * @param stopped whether to end early
   * @param timeout how long a record is offered to a producer that does not take it
   */
  SendLoop(
      Producer<byte[], byte[]> producer,
      RecordSource source,
      Deliveries deliveries,
      BooleanSupplier stopped,
      NanoClock clock,
      Duration timeout) {
    this.producer = producer;
    this.source = source;
    this.deliveries = deliveries;
    this.stopped = stopped;
    this.clock = clock;
    this.timeoutNanos = timeout.toNanos();
  }

  /**
   * Sends until the plan or the source ends, somebody stops it, or there is no hope.
   *
   * @return nanoseconds from the first record to the last
   */
  long run(SendPlan plan) throws IOException {
    long start = clock.nanos();
    long end = start + plan.longest().toNanos();
    long last = start;
    Pacer pacer = Pacer.of(plan.rate(), clock);
    long number = 0;
    while (number < plan.limit() && !isOver()) {
      long due = Math.min(plan.limit(), Math.min(pacer.awaitMore(number), number + LOOK_RECORDS));
      long now = clock.nanos();
      if (now - end >= 0) {
        break;
      }
      for (; number < due; number++) {
        ProducerRecord<byte[], byte[]> next = source.next();
        if (next == null || isOver() || !send(next)) {
          return last - start;
        }
        last = now;
      }
    }
    return last - start;
  }

  private boolean isOver() {
    return stopped.getAsBoolean() || deliveries.hopeless();
  }

  /** Hands one record over; returns whether it was taken or failed, and is not to be forgotten. */
  private boolean send(ProducerRecord<byte[], byte[]> next) {
    long givesUp = 0;
    while (true) {
      Exception refused = offer(next);
      if (refused == null) {
        deliveries.countSent();
        return true;
      }
      long now = clock.nanos();
      givesUp = givesUp == 0 ? now + timeoutNanos : givesUp;
      if (!(refused instanceof TimeoutException) || now - givesUp >= 0) {
        deliveries.countSent();
        deliveries.failed(refused);
        return true;
      }
      if (isOver()) {
        return false;
      }
    }
  }

  private Exception offer(ProducerRecord<byte[], byte[]> next) {
    Deliveries.Delivery delivery = deliveries.begin();
    try {
      producer.send(next, delivery);
      return delivery.refused();
    } catch (KafkaException e) {
      return e;
    }
  }
}
