-- Readings in the course of a day and from day to day, in UTC.

-- Each hour of the last 24 hours that were measured: the lines of the dashboard.
WITH readings AS (
  SELECT *, make_timestamp(epoch_us("timestamp")) AS measured FROM iot.processed)
SELECT date_trunc('hour', measured) AS hour,
       count(*) AS readings,
       avg(value) FILTER (WHERE sensor_type = 'temperature') AS temperature,
       avg(value) FILTER (WHERE sensor_type = 'humidity') AS humidity,
       count_if(anomaly) AS anomalies
FROM readings
WHERE measured > (SELECT max(measured) FROM readings) - INTERVAL 24 HOUR
GROUP BY hour
ORDER BY hour;

-- The course of a day: each kind at each hour of the day, without anomalies.
SELECT sensor_type,
       hour(make_timestamp(epoch_us("timestamp"))) AS hour_of_day,
       count(*) AS readings,
       avg(value) AS mean
FROM iot.processed
WHERE NOT anomaly
GROUP BY sensor_type, hour_of_day
ORDER BY sensor_type, hour_of_day;

-- Each day: readings, anomalies, and the sensors that were heard.
SELECT CAST(make_timestamp(epoch_us("timestamp")) AS DATE) AS day,
       count(*) AS readings,
       count_if(anomaly) AS anomalies,
       count(DISTINCT sensor_id) AS sensors
FROM iot.processed
GROUP BY day
ORDER BY day;

-- Working days (Monday 1 to Friday 5) against weekends, at each place around noon.
SELECT location,
       avg(value) FILTER (WHERE isodow(measured) <= 5) AS working_days,
       avg(value) FILTER (WHERE isodow(measured) > 5) AS weekends
FROM (
  SELECT *, make_timestamp(epoch_us("timestamp")) AS measured FROM iot.processed)
WHERE sensor_type = 'temperature' AND NOT anomaly AND hour(measured) BETWEEN 11 AND 14
GROUP BY location
ORDER BY location;

-- How late readings come: from measured to appended, in seconds.
SELECT quantile_cont(delay, 0.5) AS p50,
       quantile_cont(delay, 0.95) AS p95,
       max(delay) AS longest,
       count_if(delay > 60) AS over_a_minute
FROM (
  SELECT (epoch_us(processing_time) - epoch_us("timestamp")) / 1000000 AS delay
  FROM iot.processed);
