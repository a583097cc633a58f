/**
 * A Kafka topic as the queries read it: what the broker holds of it ({@link
 * io.crossroads.streaming.source.TopicState}), Spark's source on it, and the records of a
 * micro-batch, taken from the source's own consumers without a copy.
 *
 * <p>Knows no other package of the job. Public is what the queries use in the driver ({@code
 * KafkaTopic}, {@code TopicState}, {@code KafkaSource}, {@code BatchPace}, {@code KafkaBatch},
 * {@code PlannedRange}) and in tasks ({@code TopicRecord}, {@code KafkaHeaders}, {@code
 * AppendTimeCheck}); how a range is read and a transaction described is not.
 */
package io.crossroads.streaming.source;
