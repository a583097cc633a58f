/** All pipelines in one application, measured while they run. */
package io.crossroads.benchmarks.five;
