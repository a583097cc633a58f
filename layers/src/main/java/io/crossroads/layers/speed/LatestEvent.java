package io.crossroads.layers.speed;

import java.io.Serializable;
import java.time.Instant;

/**
 * The latest event of an entity in a batch, and when the entity was heard of.
 *
 * @param key the entity
 * @param eventJson the event as JSON
 * @param eventTime when it happened
 * @param appendTime when the broker appended it
 * @param partition the partition that holds it
 * @param offset its offset
 * @param firstHeardAt the least append time of the entity's events in the batch
 * @param heardAt the greatest append time of the entity's events in the batch
 */
public record LatestEvent(
    String key,
    String eventJson,
    Instant eventTime,
    Instant appendTime,
    int partition,
    long offset,
    Instant firstHeardAt,
    Instant heardAt)
    implements Serializable {}
