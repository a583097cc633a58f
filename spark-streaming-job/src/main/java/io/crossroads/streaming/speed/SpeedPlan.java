package io.crossroads.streaming.speed;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.store.StoreSettings;
import io.crossroads.streaming.query.QuerySettings;
import java.util.Optional;

/**
 * Which live numbers to keep, from where and in which store.
 *
 * @param pipeline what the records are
 * @param limits how large and deep they may be
 * @param bootstrapServers the Kafka brokers to ask first, {@code host:port} with commas between
 * @param topic the topic's name
 * @param store where the numbers go
 * @param checkpoint a folder for Spark's bookkeeping; empty for one in the temporary folder
 * @param settings how to run
 */
public record SpeedPlan(
    Pipeline pipeline,
    Limits limits,
    String bootstrapServers,
    String topic,
    StoreSettings store,
    Optional<String> checkpoint,
    QuerySettings settings) {}
