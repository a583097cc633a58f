package io.crossroads.pipelines.transactions;

/**
 * What a simulated payment is.
 *
 * @param amount in the smallest unit of the market's currency
 */
record Payment(Market market, long amount) {}
