-- What there is: the tables, their columns, and how much they hold.
-- DuckDB SQL. All eight files take times as UTC, whatever the session's time zone is:
-- make_timestamp(epoch_us(t)) is the point in time t on a clock in UTC.

-- The columns of a reading.
DESCRIBE iot.processed;

-- Readings and their copy of anomalies, and the records that became no reading.
SELECT 'processed' AS relation, count(*) AS records FROM iot.processed
UNION ALL
SELECT 'anomalies', count(*) FROM iot.anomalies
UNION ALL
SELECT 'processed_rejected', count(*) FROM iot.processed_rejected
ORDER BY relation;

-- The copy holds what the column anomaly says: both numbers are the same.
-- The copy has a position of its own and may be a batch behind while events flow.
SELECT (SELECT count(*) FROM iot.processed WHERE anomaly) AS declared,
       (SELECT count(*) FROM iot.anomalies) AS copied;

-- From when to when, by the clock of the sensors and by that of the broker.
SELECT min(make_timestamp(epoch_us("timestamp"))) AS first_measured,
       max(make_timestamp(epoch_us("timestamp"))) AS last_measured,
       min(make_timestamp(epoch_us(processing_time))) AS first_processed,
       max(make_timestamp(epoch_us(processing_time))) AS last_processed
FROM iot.processed;

-- Why records were rejected, and because of which field (null where it is the record as a whole).
SELECT reason, field, count(*) AS records
FROM iot.processed_rejected
GROUP BY reason, field
ORDER BY records DESC, reason, field;

-- The latest rejected records as text. A value that is no UTF-8 shows escaped bytes.
SELECT make_timestamp(epoch_us(append_time)) AS appended,
       reason,
       field,
       left(coalesce(try(decode(raw_value)), CAST(raw_value AS VARCHAR)), 200) AS record
FROM iot.processed_rejected
ORDER BY append_time DESC, kafka_topic_id, kafka_partition, kafka_offset DESC
LIMIT 20;
