/**
 * What an answer rests on, in plain Java: positions, the horizon between the layers, partial
 * aggregates and how they merge, and the state of alerts. Knows no engine, no database and no table
 * format.
 */
package io.crossroads.layers;
