package io.crossroads.pipelines.transactions;

/**
 * The rate that applies to a payment.
 *
 * @param day when it was published, days since 1970-01-01
 * @param conversion what it makes of amounts
 */
record DailyRate(long day, EuroConversion conversion) {}
