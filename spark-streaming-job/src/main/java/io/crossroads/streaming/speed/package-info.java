/**
 * The live numbers of a topic: a task decodes records into rows and notes alerts on readings and
 * the latest events, Spark aggregates the rows to cells by the rollups' own declaration, and the
 * driver commits cells and position in one transaction of the store. If the horizon has moved
 * meanwhile, the transaction is refused and the batch is aggregated again.
 *
 * <p>Knows {@code query} and {@code source}, and nothing of the archive. Public are {@link
 * io.crossroads.streaming.speed.Speed}, which {@code run} opens, its plan, and {@link
 * io.crossroads.streaming.speed.SpeedStart}, by which the command {@code position} tells where it
 * would go on.
 */
package io.crossroads.streaming.speed;
