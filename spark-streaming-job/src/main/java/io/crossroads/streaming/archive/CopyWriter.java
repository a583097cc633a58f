package io.crossroads.streaming.archive;

import io.crossroads.pipelines.rollup.ConditionsOnEvent;
import io.crossroads.streaming.files.PartitionedFiles;

/**
 * What a copy takes.
 *
 * @param where which events
 * @param files where they go
 */
record CopyWriter(ConditionsOnEvent where, PartitionedFiles files) {}
