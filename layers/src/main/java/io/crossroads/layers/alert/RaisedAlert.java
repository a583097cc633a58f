package io.crossroads.layers.alert;

import io.crossroads.pipelines.alert.Severity;
import java.io.Serializable;
import java.time.Instant;
import java.util.Map;

/**
 * An episode of an alert. Its name, entity and start tell it from all others.
 *
 * @param alert the alert's name
 * @param entity what it is about: dimensions of a rollup, or the entity
 * @param startedAt when it began
 * @param until up to when the conditions are known to have held
 * @param endedAt when it ended; null while it may go on
 * @param severity how urgent it is
 * @param evidence the figures that it rests on
 */
public record RaisedAlert(
    String alert,
    Map<String, ?> entity,
    Instant startedAt,
    Instant until,
    Instant endedAt,
    Severity severity,
    Map<String, ?> evidence)
    implements Serializable {}
