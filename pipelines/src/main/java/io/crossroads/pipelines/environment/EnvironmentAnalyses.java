package io.crossroads.pipelines.environment;

import io.crossroads.pipelines.analysis.Analysis;
import io.crossroads.pipelines.analysis.Analysis.Input;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the batch layer answers about the air in rooms. Days and hours are in UTC. */
final class EnvironmentAnalyses {

  private static final List<String> MEASURES =
      List.of("temperature", "humidity", "co2", "pressure");

  /** Readings of a group, and what was measured in them. */
  private static final String FIGURES =
      """
      count(*) AS readings,
      count_if(status = 'FAULT') AS faults,
      count_if(status = 'FAULT') / count(*) AS fault_share,
      """
          .concat(
              MEASURES.stream()
                  .map(EnvironmentAnalyses::meanLeastAndGreatest)
                  .collect(Collectors.joining(",\n")));

  private EnvironmentAnalyses() {}

  static List<Analysis> all() {
    return List.of(bySite(), bySensor(), byDay(), byHourOfDay(), correlations(), alertsByKind());
  }

  private static Analysis bySite() {
    return new Analysis(
        "by_site",
        "Readings of each site: sensors, the share of faults (0 to 1), and the mean, least and"
            + " greatest of each measure; empty where nothing was measured",
        Input.ARCHIVE,
        String.format(
            Locale.ROOT,
            """
            SELECT site,
                   count(DISTINCT sensor_id) AS sensors,
            %s
            FROM archive
            GROUP BY site
            ORDER BY site
            """,
            FIGURES));
  }

  private static Analysis bySensor() {
    return new Analysis(
        "by_sensor",
        "Readings of each sensor: its latest time and site, the latest battery level it sent (%),"
            + " the share of faults (0 to 1), and the mean, least and greatest of each measure",
        Input.ARCHIVE,
        String.format(
            Locale.ROOT,
            """
            SELECT sensor_id,
                   max_by(site, %1$s) AS site,
                   max(timestamp) AS last_timestamp,
                   max_by(battery_level, %1$s) FILTER (WHERE battery_level IS NOT NULL)
                     AS battery_level,
            %2$s
            FROM archive
            GROUP BY sensor_id
            ORDER BY sensor_id
            """,
            "struct(timestamp, append_time, kafka_topic_id, kafka_partition, kafka_offset)",
            FIGURES));
  }

  private static Analysis byDay() {
    return new Analysis(
        "by_day",
        "Readings of each day (UTC) and site, to compare periods: the share of faults (0 to 1), and"
            + " the mean, least and greatest of each measure",
        Input.ARCHIVE,
        String.format(
            Locale.ROOT,
            """
            SELECT CAST(timestamp AS DATE) AS day,
                   site,
            %s
            FROM archive
            GROUP BY CAST(timestamp AS DATE), site
            ORDER BY day, site
            """,
            FIGURES));
  }

  private static Analysis byHourOfDay() {
    return new Analysis(
        "by_hour_of_day",
        "Readings of each site at each hour of the day, 0 to 23 (UTC): the share of faults (0 to"
            + " 1), and the mean, least and greatest of each measure",
        Input.ARCHIVE,
        String.format(
            Locale.ROOT,
            """
            SELECT site,
                   hour(timestamp) AS hour,
            %s
            FROM archive
            GROUP BY site, hour(timestamp)
            ORDER BY site, hour
            """,
            FIGURES));
  }

  private static Analysis correlations() {
    String pairs =
        IntStream.range(0, MEASURES.size())
            .boxed()
            .flatMap(
                one ->
                    IntStream.range(one + 1, MEASURES.size())
                        .mapToObj(other -> pair(MEASURES.get(one), MEASURES.get(other))))
            .collect(Collectors.joining(",\n"));
    return new Analysis(
        "correlations",
        "Pearson's correlation (-1 to 1) of each two measures over the readings of a site that have"
            + " both, and how many these are; empty where a measure does not vary",
        Input.ARCHIVE,
        String.format(
            Locale.ROOT,
            """
            SELECT site, inline(pairs)
            FROM (
              SELECT site, array(
            %s) AS pairs
              FROM archive
              GROUP BY site)
            ORDER BY site, one, other
            """,
            pairs));
  }

  private static Analysis alertsByKind() {
    return new Analysis(
        "alerts_by_kind",
        "Episodes of each alert and severity: how many, of how many sensors, how many still last,"
            + " when the first began and the last was met last, and how many minutes they took in"
            + " all, from the first to the last reading of each",
        Input.ALERTS,
        """
        SELECT alert,
               severity,
               count(*) AS episodes,
               count(DISTINCT get_json_object(entity, '$.sensor_id')) AS sensors,
               count_if(ended_at IS NULL) AS open,
               min(started_at) AS first_started_at,
               max(until) AS last_until,
               sum(unix_micros(until) - unix_micros(started_at)) / 60000000D AS minutes
        FROM alerts
        GROUP BY alert, severity
        ORDER BY alert, severity
        """);
  }

  /** The sum is exact, so that there is one rounding, and it is the same in any order. */
  private static String meanLeastAndGreatest(String measure) {
    return """
        CAST(sum(%1$s) AS DOUBLE) / nullif(count(%1$s), 0) AS %1$s_mean,
        min(%1$s) AS %1$s_min,
        max(%1$s) AS %1$s_max"""
        .replace("%1$s", measure);
  }

  private static String pair(String one, String other) {
    return """
        named_struct('one', '%1$s', 'other', '%2$s', 'readings', regr_count(%1$s, %2$s),
                     'correlation', corr(%1$s, %2$s))"""
        .replace("%1$s", one)
        .replace("%2$s", other);
  }
}
