package io.crossroads.layers.alert;

import io.crossroads.layers.EpochMicros;
import io.crossroads.pipelines.alert.Severity;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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
 * @param extremes the least and the greatest value of each of the alert's fields, in their order
 */
public record ReadingEpisode(
    String alert,
    Map<String, Object> entity,
    Instant first,
    Instant last,
    long readings,
    Severity severity,
    List<Extremes> extremes)
    implements Serializable {

  public ReadingEpisode {
    extremes = List.copyOf(extremes);
  }

  /** One reading, with the values of the alert's fields, which may be null. */
  public static ReadingEpisode of(
      String alert,
      Map<String, Object> entity,
      long timeMicros,
      Severity severity,
      List<BigDecimal> values) {
    Instant time = EpochMicros.instant(timeMicros);
    return new ReadingEpisode(alert, entity, time, time, 1, severity, Extremes.ofAll(values));
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
        IntStream.range(0, extremes.size())
            .mapToObj(field -> extremes.get(field).and(other.extremes.get(field)))
            .toList());
  }
}
