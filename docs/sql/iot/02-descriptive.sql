-- Figures of all readings, and of those in the declared normal range.

-- Each kind: how many, mean, least, greatest and standard deviation (of a population).
SELECT sensor_type,
       unit,
       count(*) AS readings,
       avg(value) AS mean,
       stddev_pop(value) AS standard_deviation,
       min(value) AS least,
       max(value) AS greatest
FROM iot.processed
GROUP BY sensor_type, unit
ORDER BY sensor_type;

-- The same without anomalies: what the city is like.
SELECT sensor_type,
       count(*) AS readings,
       avg(value) AS mean,
       stddev_pop(value) AS standard_deviation,
       min(value) AS least,
       max(value) AS greatest
FROM iot.processed
WHERE NOT anomaly
GROUP BY sensor_type
ORDER BY sensor_type;

-- Quartiles and the ends of the distribution, between readings where need be.
SELECT sensor_type,
       quantile_cont(value, 0.01) AS p1,
       quantile_cont(value, 0.25) AS p25,
       median(value) AS median,
       quantile_cont(value, 0.75) AS p75,
       quantile_cont(value, 0.99) AS p99
FROM iot.processed
GROUP BY sensor_type
ORDER BY sensor_type;

-- Each place: sensors, readings and the mean of each kind.
SELECT location,
       count(DISTINCT sensor_id) AS sensors,
       count(*) AS readings,
       avg(value) FILTER (WHERE sensor_type = 'temperature') AS temperature,
       avg(value) FILTER (WHERE sensor_type = 'humidity') AS humidity,
       avg(value) FILTER (WHERE sensor_type = 'pressure') AS pressure,
       avg(value) FILTER (WHERE sensor_type = 'light') AS light
FROM iot.processed
WHERE NOT anomaly
GROUP BY location
ORDER BY location;

-- The ten sensors with the most messages; of equal ones the first by name.
SELECT sensor_id, count(*) AS messages
FROM iot.processed
GROUP BY sensor_id
ORDER BY messages DESC, sensor_id
LIMIT 10;
