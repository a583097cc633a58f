-- What the rooms are like now: cards, live alerts, fine series, map.
-- DuckDB SQL for bin/crossroads sql -f. Rows of environment.sensor_data are there within seconds;
-- "now" is the newest of them. The same table is sensor_data for the reading account of PostgreSQL.

-- Cards: sensors and those heard of in the last five minutes, readings of a day, batteries.
WITH newest AS (SELECT max("timestamp") AS newest_at FROM environment.sensor_data),
latest AS (
  SELECT * FROM environment.sensor_data
  QUALIFY row_number() OVER (
    PARTITION BY sensor_id ORDER BY "timestamp" DESC, append_time DESC, kafka_partition,
    kafka_offset DESC) = 1)
SELECT (SELECT count(*) FROM latest) AS sensors,
       (SELECT count(*) FROM latest, newest
        WHERE "timestamp" > newest_at - INTERVAL 5 MINUTES) AS active,
       (SELECT count(*) FROM environment.sensor_data, newest
        WHERE "timestamp" > newest_at - INTERVAL 24 HOURS) AS readings_of_a_day,
       (SELECT round(avg(battery_level), 1) FROM latest) AS mean_battery,
       (SELECT count(*) FROM latest WHERE battery_level < 20) AS low_batteries;

-- Live alerts: each sensor whose newest reading is extreme, of a fault, or a warning, and which
-- measure it is.
SELECT sensor_id,
       site,
       make_timestamp(epoch_us("timestamp")) AS measured,
       CASE
         WHEN temperature < 5 OR temperature > 40 OR co2 > 2000 THEN 'extreme'
         WHEN status = 'FAULT' THEN 'fault'
         WHEN co2 > 1000 OR humidity < 20 OR humidity > 80 OR battery_level < 20 THEN 'warning'
         ELSE 'none'
       END AS alert,
       concat_ws(', ',
         CASE WHEN temperature < 5 OR temperature > 40 THEN 'temperature ' || temperature END,
         CASE WHEN co2 > 1000 THEN 'co2 ' || co2 END,
         CASE WHEN humidity < 20 OR humidity > 80 THEN 'humidity ' || humidity END,
         CASE WHEN battery_level < 20 THEN 'battery ' || battery_level END) AS because
FROM environment.sensor_data
QUALIFY row_number() OVER (
  PARTITION BY sensor_id ORDER BY "timestamp" DESC, append_time DESC, kafka_partition,
  kafka_offset DESC) = 1
ORDER BY alert = 'none', alert, sensor_id;

-- Fine series: the mean of each site in each minute of the last half hour.
SELECT site,
       date_trunc('minute', make_timestamp(epoch_us("timestamp"))) AS minute,
       count(*) AS readings,
       round(avg(temperature), 2) AS temperature,
       round(avg(co2), 1) AS co2
FROM environment.sensor_data
WHERE "timestamp" > (
  SELECT max("timestamp") - INTERVAL 30 MINUTES FROM environment.sensor_data)
GROUP BY site, minute
ORDER BY site, minute;

-- Map: where the sensors are, with the newest temperature.
SELECT sensor_id,
       arg_max(latitude, "timestamp") FILTER (WHERE latitude IS NOT NULL) AS latitude,
       arg_max(longitude, "timestamp") FILTER (WHERE longitude IS NOT NULL) AS longitude,
       arg_max(temperature, "timestamp") FILTER (WHERE temperature IS NOT NULL) AS temperature
FROM environment.sensor_data
GROUP BY sensor_id
ORDER BY sensor_id;
