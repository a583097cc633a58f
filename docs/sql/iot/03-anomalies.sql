-- Readings outside the declared normal range of their kind.

-- The latest twenty.
SELECT make_timestamp(epoch_us("timestamp")) AS measured,
       sensor_id,
       location,
       sensor_type,
       value,
       unit
FROM iot.anomalies
ORDER BY "timestamp" DESC, sensor_id, sensor_type
LIMIT 20;

-- Their share of the readings of each kind.
SELECT sensor_type,
       count(*) AS readings,
       count_if(anomaly) AS anomalies,
       round(100.0 * count_if(anomaly) / count(*), 2) AS percent
FROM iot.processed
GROUP BY sensor_type
ORDER BY percent DESC, sensor_type;

-- The same of each sensor, and of each place, in one answer.
SELECT coalesce(sensor_id, location) AS sensor_or_place,
       count_if(anomaly) AS anomalies,
       round(100.0 * count_if(anomaly) / count(*), 2) AS percent
FROM iot.processed
GROUP BY GROUPING SETS ((sensor_id), (location))
ORDER BY grouping(sensor_id), percent DESC, sensor_or_place;

-- How far outside: by how much of the width of the normal range. From 0.5 on an alert is high.
WITH ranges(sensor_type, least, greatest) AS (
  VALUES ('temperature', 15, 35), ('humidity', 40, 90),
         ('pressure', 980, 1030), ('light', 0, 100000))
SELECT sensor_type,
       count_if(outside < 0.5) AS medium,
       count_if(outside >= 0.5) AS high,
       max(outside) AS furthest
FROM (
  SELECT sensor_type,
         greatest(value - ranges.greatest, ranges.least - value)
           / (ranges.greatest - ranges.least) AS outside
  FROM iot.anomalies JOIN ranges USING (sensor_type))
GROUP BY sensor_type
ORDER BY sensor_type;

-- The declared range against the flag that senders set; null where a share is undefined.
SELECT count_if(is_anomaly AND anomaly) AS both,
       count_if(anomaly AND NOT is_anomaly) AS detected_only,
       count_if(is_anomaly AND NOT anomaly) AS flagged_only,
       count_if(is_anomaly AND anomaly)
         / nullif(count_if(anomaly AND is_anomaly IS NOT NULL), 0) AS precision,
       count_if(is_anomaly AND anomaly) / nullif(count_if(is_anomaly), 0) AS recall
FROM iot.processed;
