-- Requests: hosts, answers, paths, clients. DuckDB SQL for bin/crossroads sql -f; times in UTC.

-- Hosts: requests, errors (500 and above), bytes, exact percentiles of the time to answer.
SELECT host,
       count(*) AS requests,
       count_if(status >= 500) AS errors,
       round(100.0 * count_if(status >= 500) / count(*), 2) AS error_percent,
       sum(bytes) AS bytes,
       quantile_cont(rt_ms, 0.5) AS rt_ms_p50,
       quantile_cont(rt_ms, 0.95) AS rt_ms_p95,
       quantile_cont(rt_ms, 0.99) AS rt_ms_p99,
       count(DISTINCT ip) AS clients
FROM logs.curated
GROUP BY host
ORDER BY host;

-- Answers by status.
SELECT status,
       count(*) AS requests,
       round(100.0 * count(*) / sum(count(*)) OVER (), 2) AS percent
FROM logs.curated
GROUP BY status
ORDER BY status;

-- Hour by hour; dt and hour are the folders of the archive, so that a day reads its files alone.
SELECT dt, hour, count(*) AS requests, count_if(status >= 500) AS errors
FROM logs.curated
GROUP BY dt, hour
ORDER BY dt, hour;

-- The paths that are asked for most, and those that fail most often of at least twenty requests.
SELECT path, count(*) AS requests, count_if(status >= 400) AS refused_or_failed
FROM logs.curated
WHERE path IS NOT NULL
GROUP BY path
ORDER BY requests DESC, path
LIMIT 20;

SELECT path,
       count(*) AS requests,
       round(100.0 * count_if(status >= 500) / count(*), 2) AS error_percent
FROM logs.curated
WHERE path IS NOT NULL
GROUP BY path
HAVING count(*) >= 20
ORDER BY error_percent DESC, path
LIMIT 20;

-- Errors are slow: the median time to answer by class of status.
SELECT status // 100 AS class, count(*) AS requests, quantile_cont(rt_ms, 0.5) AS rt_ms_p50
FROM logs.curated
GROUP BY class
ORDER BY class;

-- Clients that are refused most: 401, 403, 429.
SELECT ip, count(*) AS requests, count_if(status IN (401, 403, 429)) AS refused
FROM logs.curated
WHERE ip IS NOT NULL
GROUP BY ip
ORDER BY refused DESC, ip
LIMIT 20;

-- Why records were rejected.
SELECT reason, field, count(*) AS records
FROM logs.curated_rejected
GROUP BY reason, field
ORDER BY records DESC, reason, field;
