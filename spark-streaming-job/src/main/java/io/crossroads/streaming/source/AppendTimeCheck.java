package io.crossroads.streaming.source;

import io.crossroads.cli.CommandFailure;
import java.io.Serializable;
import java.time.Instant;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/**
 * Takes a record's append time, if the broker gave it. Both layers read every record through this,
 * so that they agree: a record with a time of its producer's, which it keeps for ever, stops a
 * query, or counts as appended at its partition's running maximum.
 *
 * @param acceptProducerTimes whether records without an append time are taken in
 */
public record AppendTimeCheck(boolean acceptProducerTimes) implements Serializable {

  /** Before every append time, so that a running maximum stays what it is. */
  static final long NONE = 0;

  private static final long MICROS_PER_MILLI = 1_000;

  /**
   * The append time of a record, microseconds since the epoch; {@link #NONE} if it has none and is
   * taken in nevertheless.
   *
   * @throws CommandFailure if it has none and is not; says where it is and what to do
   */
  long micros(ConsumerRecord<byte[], byte[]> record) {
    if (record.timestampType() == TimestampType.LOG_APPEND_TIME) {
      return record.timestamp() * MICROS_PER_MILLI;
    }
    if (acceptProducerTimes) {
      return NONE;
    }
    throw new CommandFailure(
        String.format(
            Locale.ROOT,
            "topic %s, partition %d, offset %d has timestamp type %s (%s), not LogAppendTime: its"
                + " time is a producer's, not the broker's; nothing of it is taken in. 'bin/crossroads"
                + " topics create --topic %s --repair' mends the topic for records to come;"
                + " --accept-producer-times takes in those that are there, at the append time of the"
                + " record before them",
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestampType(),
            Instant.ofEpochMilli(record.timestamp()),
            record.topic()));
  }
}
