package io.crossroads.layers.alert;

import io.crossroads.layers.EpochMicros;
import io.crossroads.pipelines.alert.Severity;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * Readings of an entity that meet an alert, or a single one: an episode as far as it is known. Two
 * parts of an episode make one in whatever order they come.
 *
 * @param alert the alert's name
 * @param entity what it is about, by column
 * @param first event time of the first reading
 * @param last event time of the last reading
 * @param readings how many there are, at least 1
 * @param severity the highest that one of them reached
 * @param least the least value of the alert's field; null if no reading has one
 * @param greatest the greatest value of it
 */
public record ReadingEpisode(
    String alert,
    Map<String, Object> entity,
    Instant first,
    Instant last,
    long readings,
    Severity severity,
    BigDecimal least,
    BigDecimal greatest)
    implements Serializable {

  /** One reading. */
  public static ReadingEpisode of(
      String alert,
      Map<String, Object> entity,
      long timeMicros,
      Severity severity,
      BigDecimal value) {
    Instant time = EpochMicros.instant(timeMicros);
    return new ReadingEpisode(alert, entity, time, time, 1, severity, value, value);
  }

  /** Both parts as one. */
  ReadingEpisode and(ReadingEpisode other) {
    return new ReadingEpisode(
        alert,
        entity,
        first.isBefore(other.first) ? first : other.first,
        last.isAfter(other.last) ? last : other.last,
        readings + other.readings,
        severity.compareTo(other.severity) >= 0 ? severity : other.severity,
        least == null || other.least != null && other.least.compareTo(least) < 0
            ? other.least
            : least,
        greatest == null || other.greatest != null && other.greatest.compareTo(greatest) > 0
            ? other.greatest
            : greatest);
  }
}
