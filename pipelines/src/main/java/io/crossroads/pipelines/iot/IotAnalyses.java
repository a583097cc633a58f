package io.crossroads.pipelines.iot;

import io.crossroads.pipelines.analysis.Analysis;
import io.crossroads.pipelines.analysis.Analysis.Input;
import java.util.List;
import java.util.Locale;

/**
 * What the batch layer answers about the sensors, over the view {@code archive} of all readings.
 * Anomalies are those of the column {@code anomaly}, by the declared normal range. Means are
 * quotients of exact sums; where a number is undefined, it is null.
 */
final class IotAnalyses {

  /**
   * Figures of values. The standard deviation, of a whole population, is worked out from exact sums
   * of thousandths, so that its digits do not depend on the order of the readings.
   */
  private static final String FIGURES =
      """
             count(*) AS readings,
             CAST(sum(value) / count(*) AS DOUBLE) AS mean,
             min(value) AS min,
             max(value) AS max,
             sqrt(CAST(count(*) * sum(CAST(thousandths * thousandths AS DECIMAL(28, 0)))
                       - CAST(sum(thousandths) AS DECIMAL(19, 0)) * sum(thousandths) AS DOUBLE))
               / count(*) / 1000 AS standard_deviation,
             count_if(anomaly) AS anomalies
      FROM (SELECT *, CAST(value * 1000 AS BIGINT) AS thousandths FROM archive)
      """;

  private IotAnalyses() {}

  static List<Analysis> all() {
    return List.of(
        figures("by_kind", "Readings, values and anomalies of each kind", "sensor_type"),
        figures(
            "by_location_and_kind",
            "Readings, values and anomalies of each kind at each place",
            "location, sensor_type"),
        anomalyRates(),
        batteries(),
        mostActive(),
        correlations(),
        detectionQuality(),
        unusual());
  }

  private static Analysis figures(String name, String description, String dimensions) {
    return new Analysis(
        name,
        description + "; values in the unit of the kind, standard deviation of a population",
        Input.ARCHIVE,
        String.format(
            Locale.ROOT, "SELECT %1$s,\n%2$sGROUP BY %1$s\nORDER BY %1$s\n", dimensions, FIGURES));
  }

  private static Analysis anomalyRates() {
    return new Analysis(
        "anomaly_rates",
        "Readings, anomalies and their share, 0 to 1, of each sensor, of each kind, of each place,"
            + " and of each three of them; grouped_by says which, and what is not grouped by is"
            + " null",
        Input.ARCHIVE,
        """
        SELECT CASE grouping_id(sensor_id, sensor_type, location)
                 WHEN 3 THEN 'sensor'
                 WHEN 5 THEN 'kind'
                 WHEN 6 THEN 'place'
                 ELSE 'sensor, kind and place'
               END AS grouped_by,
               sensor_id,
               sensor_type,
               location,
               count(*) AS readings,
               count_if(anomaly) AS anomalies,
               count_if(anomaly) / count(*) AS share
        FROM archive
        GROUP BY GROUPING SETS (
          (sensor_id), (sensor_type), (location), (sensor_id, sensor_type, location))
        ORDER BY grouped_by, sensor_id, sensor_type, location
        """);
  }

  private static Analysis batteries() {
    return new Analysis(
        "batteries",
        "The last battery level that each sensor told, in %, with when and where that was, the"
            + " lowest first; critical under 30. Of several readings of one time, that which was"
            + " appended last",
        Input.ARCHIVE,
        """
        SELECT sensor_id,
               last.location,
               last.battery_level,
               last.timestamp AS measured_at,
               last.battery_level < 30 AS critical
        FROM (
          SELECT sensor_id,
                 max(struct(timestamp, append_time, kafka_topic_id, kafka_partition, kafka_offset,
                            location, battery_level)) AS last
          FROM archive
          WHERE battery_level IS NOT NULL
          GROUP BY sensor_id)
        ORDER BY battery_level, sensor_id
        """);
  }

  private static Analysis mostActive() {
    return new Analysis(
        "most_active",
        "Sensors by messages, the most first; of equal ones the first by name",
        Input.ARCHIVE,
        """
        SELECT row_number() OVER (ORDER BY messages DESC, sensor_id) AS place, *
        FROM (
          SELECT sensor_id,
                 count(*) AS messages,
                 min(timestamp) AS first_timestamp,
                 max(timestamp) AS last_timestamp
          FROM archive
          GROUP BY sensor_id)
        ORDER BY place
        """);
  }

  private static Analysis correlations() {
    return new Analysis(
        "correlations",
        "Pearson's correlation, -1 to 1, of each two kinds over the hourly means of a place, with"
            + " six digits after the point: of all readings, and of those that are no anomalies."
            + " Null where fewer than two hours have both kinds, or one never changes",
        Input.ARCHIVE,
        """
        WITH hours AS (
          SELECT location,
                 date_trunc('HOUR', timestamp) AS hour,
                 sensor_type,
                 CAST(sum(value) / count(*) AS DOUBLE) AS mean,
                 CAST(sum(value) FILTER (WHERE NOT anomaly)
                      / nullif(count_if(NOT anomaly), 0) AS DOUBLE) AS normal_mean
          FROM archive
          GROUP BY location, date_trunc('HOUR', timestamp), sensor_type)
        SELECT one.location,
               one.sensor_type AS kind,
               other.sensor_type AS other_kind,
               count(*) AS hours,
               round(corr(one.mean, other.mean), 6) AS correlation,
               count_if(one.normal_mean + other.normal_mean IS NOT NULL) AS normal_hours,
               round(corr(one.normal_mean, other.normal_mean), 6) AS normal_correlation
        FROM hours one
        JOIN hours other
          ON other.location = one.location
         AND other.hour = one.hour
         AND other.sensor_type > one.sensor_type
        GROUP BY one.location, one.sensor_type, other.sensor_type
        ORDER BY one.location, one.sensor_type, other.sensor_type
        """);
  }

  private static Analysis detectionQuality() {
    return new Analysis(
        "detection_quality",
        "The declared normal range against the flag that senders set, of each kind and of all:"
            + " precision is the share of detected readings that are flagged, recall the share of"
            + " flagged ones that are detected, 0 to 1, null where there are none; readings"
            + " without a flag count apart",
        Input.ARCHIVE,
        """
        SELECT kind,
               flagged_and_detected,
               detected_only,
               flagged_only,
               neither,
               without_flag,
               flagged_and_detected / nullif(flagged_and_detected + detected_only, 0) AS precision,
               flagged_and_detected / nullif(flagged_and_detected + flagged_only, 0) AS recall
        FROM (
          SELECT coalesce(sensor_type, 'all') AS kind,
                 sensor_type IS NULL AS of_all,
                 count_if(is_anomaly AND anomaly) AS flagged_and_detected,
                 count_if(NOT is_anomaly AND anomaly) AS detected_only,
                 count_if(is_anomaly AND NOT anomaly) AS flagged_only,
                 count_if(NOT is_anomaly AND NOT anomaly) AS neither,
                 count_if(is_anomaly IS NULL) AS without_flag
          FROM archive
          GROUP BY GROUPING SETS ((sensor_type), ()))
        ORDER BY of_all, kind
        """);
  }

  private static Analysis unusual() {
    return new Analysis(
        "unusual",
        "Readings further than 6 MAD from the median of the same sensor, kind and hour of the day"
            + " (UTC), in the unit of the kind; none where the MAD is 0. Those that are in the"
            + " declared normal range have anomaly false",
        Input.ARCHIVE,
        """
        WITH readings AS (
          SELECT *, hour(timestamp) AS hour, CAST(value * 1000 AS BIGINT) AS thousandths
          FROM archive),
        middles AS (
          SELECT sensor_id, sensor_type, hour, median(thousandths) AS median
          FROM readings
          GROUP BY sensor_id, sensor_type, hour),
        deviations AS (
          SELECT readings.*, median, abs(thousandths - median) AS deviation
          FROM readings JOIN middles USING (sensor_id, sensor_type, hour)),
        spreads AS (
          SELECT sensor_id, sensor_type, hour, median(deviation) AS mad
          FROM deviations
          GROUP BY sensor_id, sensor_type, hour)
        SELECT sensor_id,
               sensor_type,
               location,
               timestamp,
               value,
               median / 1000 AS median,
               mad / 1000 AS mad,
               anomaly
        FROM deviations JOIN spreads USING (sensor_id, sensor_type, hour)
        WHERE mad > 0 AND deviation > 6 * mad
        ORDER BY sensor_id, sensor_type, timestamp,
                 append_time, kafka_topic_id, kafka_partition, kafka_offset
        """);
  }
}
