package io.crossroads.demo.result;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What the producer says of its run.
 *
 * @param sent records that it gave away
 * @param acknowledged records that the broker has
 * @param failed records whose delivery failed or is not known
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProducerReport(long sent, long acknowledged, long failed) {}
