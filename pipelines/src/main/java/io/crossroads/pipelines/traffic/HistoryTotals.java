package io.crossroads.pipelines.traffic;

/**
 * What a generated file of hourly counts came to.
 *
 * @param junctions that have a row
 * @param rows without the header
 * @param vehicles the sum of all counts
 * @param missingHours hours left out on purpose
 * @param outliers rows whose count was made too high on purpose
 */
public record HistoryTotals(
    int junctions, long rows, long vehicles, long missingHours, long outliers) {}
