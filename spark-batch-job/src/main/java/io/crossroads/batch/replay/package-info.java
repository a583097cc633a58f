/** Sends rejected records through their topic again, each at most once. */
package io.crossroads.batch.replay;
