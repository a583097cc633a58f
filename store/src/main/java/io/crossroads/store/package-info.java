/**
 * The serving store: a schema in PostgreSQL in which the batch layer and the speed layer keep what
 * merges into one answer, and the border between the two.
 */
package io.crossroads.store;
