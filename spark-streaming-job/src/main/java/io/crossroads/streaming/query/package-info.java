/**
 * What archive and speed queries have in common: a {@link io.crossroads.streaming.query.TopicJob}
 * begins a query at the position that its sinks hold, does so again after every failure with a
 * pause that grows, and stops between two batches. {@link io.crossroads.streaming.query.SideBySide}
 * runs several, each isolated from the others.
 *
 * <p>Knows {@code source} alone. Public is what a query is made of: {@code archive} and {@code
 * speed} extend {@code TopicJob} and hand it the rest; {@code run} sets and runs them. Back-off and
 * the leases of checkpoint folders are not.
 */
package io.crossroads.streaming.query;
