-- One kind after the other.

-- Temperature: the warmest and the coldest hour of each place, without anomalies.
WITH hours AS (
  SELECT location,
         date_trunc('hour', make_timestamp(epoch_us("timestamp"))) AS hour,
         avg(value) AS mean
  FROM iot.processed
  WHERE sensor_type = 'temperature' AND NOT anomaly
  GROUP BY location, hour)
SELECT location,
       arg_max(hour, mean) AS warmest_hour,
       max(mean) AS warmest,
       arg_min(hour, mean) AS coldest_hour,
       min(mean) AS coldest
FROM hours
GROUP BY location
ORDER BY location;

-- Humidity: the share of readings that are dry, pleasant and damp.
SELECT location,
       round(100.0 * count_if(value < 50) / count(*), 1) AS dry,
       round(100.0 * count_if(value BETWEEN 50 AND 70) / count(*), 1) AS pleasant,
       round(100.0 * count_if(value > 70) / count(*), 1) AS damp
FROM iot.processed
WHERE sensor_type = 'humidity' AND NOT anomaly
GROUP BY location
ORDER BY location;

-- Pressure: how much it rises or falls in three hours, where that is 3 hPa or more.
WITH hours AS (
  SELECT date_trunc('hour', make_timestamp(epoch_us("timestamp"))) AS hour, avg(value) AS mean
  FROM iot.processed
  WHERE sensor_type = 'pressure' AND NOT anomaly
  GROUP BY hour)
SELECT later.hour,
       round(earlier.mean, 1) AS three_hours_before,
       round(later.mean, 1) AS mean,
       round(later.mean - earlier.mean, 1) AS change
FROM hours later
JOIN hours earlier ON earlier.hour = later.hour - INTERVAL 3 HOUR
WHERE abs(later.mean - earlier.mean) >= 3
ORDER BY later.hour;

-- Light: when it becomes day and night at each place, as the first and last hour over 1000 lux.
WITH hours AS (
  SELECT location,
         date_trunc('hour', make_timestamp(epoch_us("timestamp"))) AS hour,
         avg(value) AS mean
  FROM iot.processed
  WHERE sensor_type = 'light' AND NOT anomaly
  GROUP BY location, hour)
SELECT location,
       CAST(hour AS DATE) AS day,
       min(hour) AS first_light,
       max(hour) AS last_light,
       round(max(mean)) AS brightest
FROM hours
WHERE mean > 1000
GROUP BY location, day
ORDER BY location, day;
