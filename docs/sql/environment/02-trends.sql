-- Trends: window means, evolution, alerts by kind and frequency, comparison of sensors and of
-- periods, correlations. DuckDB SQL for bin/crossroads sql -f; times are in UTC.

-- Window means of the last hour, out of both layers.
SELECT sensor_id,
       make_timestamp(epoch_us(window_start)) AS window_start,
       readings,
       round(temperature_mean, 2) AS temperature,
       round(co2_mean, 1) AS co2
FROM environment.sensor_data_agg
WHERE window_start > (
  SELECT max(window_start) - INTERVAL 1 HOUR FROM environment.sensor_data_agg)
ORDER BY sensor_id, window_start;

-- Evolution: each measure by hour, over all that is archived.
SELECT date_trunc('hour', make_timestamp(epoch_us("timestamp"))) AS hour,
       count(*) AS readings,
       round(avg(temperature), 2) AS temperature,
       round(avg(humidity), 2) AS humidity,
       round(avg(co2), 1) AS co2,
       round(avg(pressure), 2) AS pressure
FROM environment.readings
GROUP BY hour
ORDER BY hour;

-- Readings that meet an alert, by kind and day. An extreme reading is no warning besides.
WITH judged AS (
  SELECT CAST(make_timestamp(epoch_us("timestamp")) AS DATE) AS day,
         coalesce(temperature < 5 OR temperature > 40, false)
           OR coalesce(co2 > 2000, false) AS extreme,
         status = 'FAULT' AS fault,
         coalesce(co2 > 1000, false) OR coalesce(humidity < 20 OR humidity > 80, false)
           OR coalesce(battery_level < 20, false) AS warning
  FROM environment.readings)
SELECT day,
       count(*) AS readings,
       count_if(extreme) AS extreme,
       count_if(fault) AS fault,
       count_if(warning AND NOT extreme) AS warning,
       round(100.0 * count_if(extreme OR fault OR warning) / count(*), 2) AS percent
FROM judged
GROUP BY day
ORDER BY day;

-- Sensors against each other.
SELECT sensor_id,
       count(*) AS readings,
       round(avg(temperature), 2) AS temperature,
       round(stddev_pop(temperature), 2) AS temperature_deviation,
       round(quantile_cont(co2, 0.95), 1) AS co2_p95,
       count_if(status = 'FAULT') AS faults
FROM environment.readings
GROUP BY sensor_id
ORDER BY sensor_id;

-- The last day against the day before, by site.
WITH newest AS (SELECT max("timestamp") AS newest_at FROM environment.readings),
days AS (
  SELECT site,
         "timestamp" > newest_at - INTERVAL 24 HOURS AS last_day,
         temperature,
         co2
  FROM environment.readings, newest
  WHERE "timestamp" > newest_at - INTERVAL 48 HOURS)
SELECT site,
       round(avg(temperature) FILTER (WHERE last_day), 2) AS temperature,
       round(avg(temperature) FILTER (WHERE NOT last_day), 2) AS temperature_before,
       round(avg(co2) FILTER (WHERE last_day), 1) AS co2,
       round(avg(co2) FILTER (WHERE NOT last_day), 1) AS co2_before
FROM days
GROUP BY site
ORDER BY site;

-- Pearson's correlation of measures over the hourly means of a sensor.
WITH hours AS (
  SELECT sensor_id,
         site,
         date_trunc('hour', make_timestamp(epoch_us("timestamp"))) AS hour,
         avg(temperature) AS temperature,
         avg(humidity) AS humidity,
         avg(co2) AS co2
  FROM environment.readings
  GROUP BY sensor_id, site, hour)
SELECT site,
       count(*) AS hours,
       round(corr(temperature, humidity), 3) AS temperature_humidity,
       round(corr(temperature, co2), 3) AS temperature_co2,
       round(corr(humidity, co2), 3) AS humidity_co2
FROM hours
GROUP BY site
ORDER BY site;
