/** Rollups as Spark columns: one compilation of their declarations, which both layers run. */
package io.crossroads.lake.rollup;
