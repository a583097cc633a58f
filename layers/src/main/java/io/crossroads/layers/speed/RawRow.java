package io.crossroads.layers.speed;

import java.io.Serializable;
import java.util.ArrayList;

/**
 * A valid event as a row.
 *
 * @param partition the partition of its topic
 * @param offset its offset
 * @param appendTimeMicros its append time, the partition's running maximum
 * @param values of the columns of the schema, in their order; null where the event has none. Times
 *     are Instants, days LocalDates
 */
public record RawRow(int partition, long offset, long appendTimeMicros, ArrayList<Object> values)
    implements Serializable {}
