package io.crossroads.pipelines.simulate;

/**
 * One record as it goes to the topic.
 *
 * @param key UTF-8 bytes of the key field as text; shared between events, not to be changed
 * @param value the record's bytes, shared with its duplicates; null for a record without a value
 */
public record SimulatedEvent(byte[] key, byte[] value) {}
