-- Roads: sensors, rhythm of the day, jams, gaps. DuckDB SQL for bin/crossroads sql -f; times in UTC.

-- What there is of each sensor.
SELECT sensor_id,
       count(*) AS events,
       min(make_timestamp(epoch_us("timestamp"))) AS first,
       max(make_timestamp(epoch_us("timestamp"))) AS last,
       round(avg(average_speed), 2) AS speed,
       round(avg(traffic_density), 2) AS density
FROM traffic.raw_traffic
GROUP BY sensor_id
ORDER BY sensor_id;

-- The rhythm of the day.
SELECT hour(make_timestamp(epoch_us("timestamp"))) AS hour,
       count(*) AS events,
       round(avg(average_speed), 2) AS speed,
       round(avg(traffic_density), 2) AS density
FROM traffic.raw_traffic
GROUP BY hour
ORDER BY hour;

-- Minutes of a sensor that are a jam, as the alert congestion has it.
SELECT sensor_id,
       date_trunc('minute', make_timestamp(epoch_us("timestamp"))) AS minute,
       round(avg(average_speed), 2) AS speed,
       round(avg(traffic_density), 2) AS density
FROM traffic.raw_traffic
GROUP BY sensor_id, minute
HAVING avg(average_speed) < 25 AND avg(traffic_density) > 70
ORDER BY minute, sensor_id;

-- The share of each sensor's minutes that are one.
WITH minutes AS (
  SELECT sensor_id,
         date_trunc('minute', make_timestamp(epoch_us("timestamp"))) AS minute,
         avg(average_speed) < 25 AND avg(traffic_density) > 70 AS jam
  FROM traffic.raw_traffic
  GROUP BY sensor_id, minute)
SELECT sensor_id,
       count(*) AS minutes,
       count_if(jam) AS jams,
       round(100.0 * count_if(jam) / count(*), 2) AS percent
FROM minutes
GROUP BY sensor_id
ORDER BY sensor_id;

-- How speed and density go together.
SELECT sensor_id, round(corr(average_speed, traffic_density), 3) AS correlation
FROM traffic.raw_traffic
GROUP BY sensor_id
ORDER BY sensor_id;

-- Why records were rejected.
SELECT reason, field, count(*) AS records
FROM traffic.raw_traffic_rejected
GROUP BY reason, field
ORDER BY records DESC, reason, field;
