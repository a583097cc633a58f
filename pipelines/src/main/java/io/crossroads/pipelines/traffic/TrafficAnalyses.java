package io.crossroads.pipelines.traffic;

import io.crossroads.pipelines.analysis.Analysis;
import io.crossroads.pipelines.analysis.Analysis.Input;
import java.util.List;

/**
 * What the batch layer answers about traffic: over the view {@code history} of hourly counts, with
 * the columns {@code date_time} (without zone), {@code junction}, {@code vehicles} and {@code id}.
 */
final class TrafficAnalyses {

  private TrafficAnalyses() {}

  static List<Analysis> all() {
    return List.of(
        vehiclesByJunction(),
        byHourOfDay(),
        byWeekday(),
        byMonth(),
        peakHours(),
        growth(),
        missingHours(),
        outliers());
  }

  private static Analysis vehiclesByJunction() {
    return new Analysis(
        "vehicles_by_junction",
        "Counted hours and vehicles of each junction",
        Input.HISTORY,
        """
        SELECT junction,
               count(*) AS hours,
               sum(vehicles) AS total,
               sum(vehicles) / count(*) AS mean,
               min(vehicles) AS min,
               max(vehicles) AS max
        FROM history
        GROUP BY junction
        ORDER BY junction
        """);
  }

  private static Analysis byHourOfDay() {
    return new Analysis(
        "by_hour_of_day",
        "Vehicles at each hour of the day, 0 to 23, over all junctions",
        Input.HISTORY,
        """
        SELECT hour(date_time) AS hour,
               count(*) AS hours,
               sum(vehicles) AS total,
               sum(vehicles) / count(*) AS mean
        FROM history
        GROUP BY hour(date_time)
        ORDER BY hour
        """);
  }

  private static Analysis byWeekday() {
    return new Analysis(
        "by_weekday",
        "Vehicles on each day of the week, Monday being 1, over all junctions",
        Input.HISTORY,
        """
        SELECT extract(DAYOFWEEK_ISO FROM date_time) AS weekday,
               count(*) AS hours,
               sum(vehicles) AS total,
               sum(vehicles) / count(*) AS mean
        FROM history
        GROUP BY extract(DAYOFWEEK_ISO FROM date_time)
        ORDER BY weekday
        """);
  }

  private static Analysis byMonth() {
    return new Analysis(
        "by_month",
        "Vehicles of each junction in each month, which its first day stands for",
        Input.HISTORY,
        """
        SELECT junction,
               trunc(CAST(date_time AS DATE), 'MONTH') AS month,
               sum(vehicles) AS total,
               sum(vehicles) / count(*) AS mean
        FROM history
        GROUP BY junction, trunc(CAST(date_time AS DATE), 'MONTH')
        ORDER BY junction, month
        """);
  }

  private static Analysis peakHours() {
    return new Analysis(
        "peak_hours",
        "The three hours of the day with the most vehicles in the mean; of equal ones the earlier",
        Input.HISTORY,
        """
        SELECT row_number() OVER (ORDER BY mean DESC, hour) AS place, hour, mean
        FROM (
          SELECT hour(date_time) AS hour, sum(vehicles) / count(*) AS mean
          FROM history
          GROUP BY hour(date_time))
        ORDER BY place
        LIMIT 3
        """);
  }

  private static Analysis growth() {
    return new Analysis(
        "growth",
        "Vehicles of each month over all junctions, and how much more in percent than in the month"
            + " before; null where that has none",
        Input.HISTORY,
        """
        WITH months AS (
          SELECT trunc(CAST(date_time AS DATE), 'MONTH') AS month, sum(vehicles) AS total
          FROM history
          GROUP BY trunc(CAST(date_time AS DATE), 'MONTH'))
        SELECT this.month,
               this.total,
               before.total AS total_before,
               (this.total - before.total) * 100 / nullif(before.total, 0) AS growth_percent
        FROM months this
        LEFT JOIN months before ON before.month = add_months(this.month, -1)
        ORDER BY this.month
        """);
  }

  private static Analysis missingHours() {
    return new Analysis(
        "missing_hours",
        "Gaps between the first and the last hour of each junction: first and last missing hour",
        Input.HISTORY,
        """
        SELECT junction,
               hour + INTERVAL '1' HOUR AS first_missing,
               next - INTERVAL '1' HOUR AS last_missing,
               extract(DAY FROM next - hour) * 24 + extract(HOUR FROM next - hour) - 1 AS hours
        FROM (
          SELECT junction,
                 hour,
                 lead(hour) OVER (PARTITION BY junction ORDER BY hour) AS next
          FROM (
            SELECT DISTINCT
                   junction,
                   CAST(CAST(date_time AS DATE) AS TIMESTAMP_NTZ)
                     + make_dt_interval(0, hour(date_time)) AS hour
            FROM history))
        WHERE next > hour + INTERVAL '1' HOUR
        ORDER BY junction, first_missing
        """);
  }

  private static Analysis outliers() {
    return new Analysis(
        "outliers",
        "Counts further than 5 x 1.4826 x MAD from the median of the same junction, weekday and"
            + " hour; none where the MAD is 0",
        Input.HISTORY,
        """
        WITH counts AS (
          SELECT *, extract(DAYOFWEEK_ISO FROM date_time) AS weekday, hour(date_time) AS hour
          FROM history),
        middles AS (
          SELECT junction, weekday, hour, median(vehicles) AS median
          FROM counts
          GROUP BY junction, weekday, hour),
        deviations AS (
          SELECT counts.*, median, abs(vehicles - median) AS deviation
          FROM counts JOIN middles USING (junction, weekday, hour)),
        spreads AS (
          SELECT junction, weekday, hour, median(deviation) AS mad
          FROM deviations
          GROUP BY junction, weekday, hour)
        SELECT junction, date_time, vehicles, median, mad
        FROM deviations JOIN spreads USING (junction, weekday, hour)
        WHERE mad > 0 AND deviation > 5 * 1.4826D * mad
        ORDER BY junction, date_time, id
        """);
  }
}
