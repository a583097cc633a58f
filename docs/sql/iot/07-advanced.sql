-- Windows, correlations, outliers, drifts, gaps and repeats.

-- The mean of each sensor's last ten temperatures, beside the reading.
SELECT sensor_id,
       make_timestamp(epoch_us("timestamp")) AS measured,
       value,
       round(avg(value) OVER (
         PARTITION BY sensor_id ORDER BY "timestamp"
         ROWS BETWEEN 9 PRECEDING AND CURRENT ROW), 2) AS moving_mean
FROM iot.processed
WHERE sensor_type = 'temperature' AND NOT anomaly
ORDER BY sensor_id, "timestamp"
LIMIT 100;

-- Pearson's correlation of kinds over the hourly means of a place, without anomalies.
WITH hours AS (
  SELECT location,
         date_trunc('hour', make_timestamp(epoch_us("timestamp"))) AS hour,
         sensor_type,
         avg(value) AS mean
  FROM iot.processed
  WHERE NOT anomaly
  GROUP BY location, hour, sensor_type)
SELECT one.location,
       one.sensor_type AS kind,
       other.sensor_type AS other_kind,
       count(*) AS hours,
       round(corr(one.mean, other.mean), 3) AS correlation
FROM hours one
JOIN hours other
  ON other.location = one.location
 AND other.hour = one.hour
 AND other.sensor_type > one.sensor_type
GROUP BY one.location, kind, other_kind
ORDER BY one.location, kind, other_kind;

-- Readings in the normal range that are unusual all the same: further than 6 MAD from the median
-- of the same sensor, kind and hour of the day. docs/iot-analyses.md explains it.
WITH readings AS (
  SELECT *, hour(make_timestamp(epoch_us("timestamp"))) AS hour_of_day FROM iot.processed),
spreads AS (
  SELECT sensor_id, sensor_type, hour_of_day, median(value) AS median, mad(value) AS mad
  FROM readings
  GROUP BY sensor_id, sensor_type, hour_of_day)
SELECT sensor_id,
       sensor_type,
       make_timestamp(epoch_us("timestamp")) AS measured,
       value,
       median,
       mad
FROM readings JOIN spreads USING (sensor_id, sensor_type, hour_of_day)
WHERE NOT anomaly AND mad > 0 AND abs(value - median) > 6 * mad
ORDER BY sensor_id, sensor_type, "timestamp"
LIMIT 100;

-- Sensors that drift: the trend, in units a day, of a sensor's daily mean less that of the other
-- sensors of its place. Weather moves all of them alike and cancels out.
WITH days AS (
  SELECT location,
         sensor_id,
         sensor_type,
         epoch_us("timestamp") // 86400000000 AS day,
         sum(value) AS sum,
         count(*) AS readings
  FROM iot.processed
  WHERE NOT anomaly
  GROUP BY location, sensor_id, sensor_type, day),
differences AS (
  SELECT *,
         sum / readings
           - (sum(sum) OVER others - sum) / nullif(sum(readings) OVER others - readings, 0)
           AS difference
  FROM days
  WINDOW others AS (PARTITION BY location, sensor_type, day))
SELECT sensor_id,
       sensor_type,
       count(*) AS days,
       round(regr_slope(difference, day), 3) AS units_a_day
FROM differences
WHERE difference IS NOT NULL
GROUP BY sensor_id, sensor_type
HAVING days >= 3
ORDER BY sensor_type, abs(units_a_day) DESC, sensor_id;

-- The longest times that each sensor was not heard of.
SELECT sensor_id,
       make_timestamp(epoch_us(before)) AS last_heard,
       make_timestamp(epoch_us("timestamp")) AS heard_again,
       (epoch_us("timestamp") - epoch_us(before)) / 1000000 AS seconds
FROM (
  SELECT sensor_id,
         "timestamp",
         lag("timestamp") OVER (PARTITION BY sensor_id ORDER BY "timestamp") AS before
  FROM iot.processed)
WHERE before IS NOT NULL
QUALIFY row_number() OVER (
  PARTITION BY sensor_id ORDER BY epoch_us("timestamp") - epoch_us(before) DESC, "timestamp") = 1
ORDER BY seconds DESC, sensor_id;

-- Readings that were sent more than once.
SELECT sensor_id,
       sensor_type,
       make_timestamp(epoch_us("timestamp")) AS measured,
       count(*) AS times,
       count(DISTINCT value) AS different_values
FROM iot.processed
GROUP BY sensor_id, sensor_type, "timestamp"
HAVING count(*) > 1
ORDER BY times DESC, sensor_id, sensor_type, measured
LIMIT 100;
