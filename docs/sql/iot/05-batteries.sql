-- Batteries: the last level of each sensor, who needs a new one, and how fast they drain.
-- Readings without a level say nothing of it and are left out.

-- The last level of each sensor, the lowest first: critical under 30, urgent under 10.
SELECT sensor_id,
       arg_max(location, "timestamp") AS location,
       arg_max(battery_level, "timestamp") AS level,
       make_timestamp(epoch_us(max("timestamp"))) AS measured,
       CASE WHEN level < 10 THEN 'urgent' WHEN level < 30 THEN 'critical' ELSE 'ok' END AS state
FROM iot.processed
WHERE battery_level IS NOT NULL
GROUP BY sensor_id
ORDER BY level, sensor_id;

-- Each place: the mean of the last levels, and how many are low.
WITH levels AS (
  SELECT sensor_id,
         arg_max(location, "timestamp") AS location,
         arg_max(battery_level, "timestamp") AS level
  FROM iot.processed
  WHERE battery_level IS NOT NULL
  GROUP BY sensor_id)
SELECT location,
       count(*) AS sensors,
       round(avg(level), 1) AS mean,
       count_if(level < 30) AS low
FROM levels
GROUP BY location
ORDER BY mean, location;

-- When batteries were replaced: a level at least 20 above the one before.
SELECT sensor_id,
       make_timestamp(epoch_us("timestamp")) AS measured,
       level_before,
       battery_level
FROM (
  SELECT *,
         lag(battery_level) OVER (PARTITION BY sensor_id ORDER BY "timestamp") AS level_before
  FROM iot.processed
  WHERE battery_level IS NOT NULL)
WHERE battery_level >= level_before + 20
ORDER BY "timestamp", sensor_id;

-- How much a day costs, and the days until 10 % at that pace, from the levels since the battery
-- was last replaced. Null where it has not drained.
WITH levels AS (
  SELECT sensor_id, "timestamp", battery_level,
         battery_level >= 20 + lag(battery_level)
           OVER (PARTITION BY sensor_id ORDER BY "timestamp") AS replaced
  FROM iot.processed
  WHERE battery_level IS NOT NULL),
lives AS (
  SELECT *,
         count_if(replaced) OVER (PARTITION BY sensor_id ORDER BY "timestamp") AS life
  FROM levels),
current AS (
  SELECT * FROM lives QUALIFY life = max(life) OVER (PARTITION BY sensor_id)),
drains AS (
  SELECT sensor_id,
         arg_max(battery_level, "timestamp") AS level,
         nullif(greatest(0, -regr_slope(battery_level, epoch_us("timestamp") / 86400e6)), 0)
           AS percent_a_day
  FROM current
  GROUP BY sensor_id)
SELECT sensor_id,
       level,
       round(percent_a_day, 2) AS percent_a_day,
       round(greatest(0, level - 10) / percent_a_day, 1) AS days_left
FROM drains
ORDER BY days_left NULLS LAST, sensor_id;
