-- Views to build on. They are temporary: they last as long as the session and change no table.

-- The last reading of each sensor and kind; of several of one time, that which was appended last.
CREATE OR REPLACE TEMP VIEW latest_readings AS
SELECT sensor_id,
       sensor_type,
       location,
       value,
       unit,
       anomaly,
       battery_level,
       make_timestamp(epoch_us("timestamp")) AS measured
FROM iot.processed
QUALIFY row_number() OVER (
  PARTITION BY sensor_id, sensor_type
  ORDER BY "timestamp" DESC, append_time DESC, kafka_topic_id DESC, kafka_partition DESC,
           kafka_offset DESC) = 1;

-- Each kind at each place in each hour.
CREATE OR REPLACE TEMP VIEW hourly AS
SELECT location,
       sensor_type,
       date_trunc('hour', make_timestamp(epoch_us("timestamp"))) AS hour,
       count(*) AS readings,
       avg(value) AS mean,
       min(value) AS least,
       max(value) AS greatest,
       count_if(anomaly) AS anomalies
FROM iot.processed
GROUP BY location, sensor_type, hour;

-- Each sensor: when it was heard last, its anomalies in percent, and its battery.
CREATE OR REPLACE TEMP VIEW sensor_health AS
SELECT sensor_id,
       arg_max(location, "timestamp") AS location,
       make_timestamp(epoch_us(max("timestamp"))) AS last_heard,
       count(*) AS readings,
       round(100.0 * count_if(anomaly) / count(*), 2) AS anomaly_percent,
       arg_max(battery_level, "timestamp") FILTER (WHERE battery_level IS NOT NULL) AS battery
FROM iot.processed
GROUP BY sensor_id;

-- How good the records are, by day of arrival: readings, anomalies among them, rejected records.
CREATE OR REPLACE TEMP VIEW quality_by_day AS
SELECT day,
       sum(readings) AS readings,
       sum(anomalies) AS anomalies,
       sum(rejected) AS rejected,
       round(100.0 * sum(rejected) / (sum(readings) + sum(rejected)), 2) AS rejected_percent
FROM (
  SELECT CAST(make_timestamp(epoch_us(append_time)) AS DATE) AS day,
         count(*) AS readings,
         count_if(anomaly) AS anomalies,
         0 AS rejected
  FROM iot.processed
  GROUP BY day
  UNION ALL
  SELECT CAST(make_timestamp(epoch_us(append_time)) AS DATE) AS day, 0, 0, count(*)
  FROM iot.processed_rejected
  GROUP BY day)
GROUP BY day;

-- For example:
SELECT * FROM latest_readings ORDER BY sensor_id, sensor_type;
SELECT * FROM hourly WHERE sensor_type = 'temperature' ORDER BY hour DESC, location LIMIT 25;
SELECT * FROM sensor_health ORDER BY battery, sensor_id;
SELECT * FROM quality_by_day ORDER BY day;
