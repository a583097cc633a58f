package io.crossroads.layers.rollup;

/**
 * A frequent value.
 *
 * @param value the value as text
 * @param estimate how often it occurred, about
 * @param lower at least so often
 * @param upper at most so often
 */
public record TopValue(String value, long estimate, long lower, long upper) {}
