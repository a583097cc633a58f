package io.crossroads.streaming.source;

import java.time.Duration;

/**
 * When a source makes a batch of what is there, and how large it may be.
 *
 * @param every the time between two batches, over 0
 * @param maxRecords the most records of a batch, at least 1
 * @param untilCaughtUp whether the source ends when it has read what was there at its start
 */
public record BatchPace(Duration every, long maxRecords, boolean untilCaughtUp) {}
