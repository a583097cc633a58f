package io.crossroads.producer.send;

import io.crossroads.pipelines.simulate.SimulatedEvent;
import io.crossroads.pipelines.simulate.Simulator;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A simulator's events, without end. */
final class SimulatedRecords implements RecordSource {

  private final String topic;
  private final Simulator simulator;
  private final EventClock clock;
  private long number;

  SimulatedRecords(String topic, Simulator simulator, EventClock clock) {
    this.topic = topic;
    this.simulator = simulator;
    this.clock = clock;
  }

  @Override
  public ProducerRecord<byte[], byte[]> next() {
    SimulatedEvent event = simulator.next(clock.micros(number++));
    return new ProducerRecord<>(topic, event.key(), event.value());
  }
}
