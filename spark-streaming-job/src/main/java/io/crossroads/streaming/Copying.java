package io.crossroads.streaming;

import io.crossroads.pipelines.rollup.ConditionsOnEvent;

/**
 * What a copy takes.
 *
 * @param where which events
 * @param files where they go
 */
record Copying(ConditionsOnEvent where, PartitionedFiles files) {}
