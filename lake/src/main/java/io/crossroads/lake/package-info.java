/**
 * What both Spark jobs share: where tables are, what they look like, how far they have read their
 * topic, and how rows and that position are committed as one.
 */
package io.crossroads.lake;
