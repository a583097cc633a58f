select coalesce(sensor_type, 'all') as kind,
       count(*) filter (is_anomaly and anomaly) as flagged_and_detected,
       count(*) filter (not is_anomaly and anomaly) as detected_only,
       count(*) filter (is_anomaly and not anomaly) as flagged_only,
       count(*) filter (not is_anomaly and not anomaly) as neither,
       count(*) filter (is_anomaly is null) as without_flag,
       flagged_and_detected / nullif(flagged_and_detected + detected_only, 0) as precision,
       flagged_and_detected / nullif(flagged_and_detected + flagged_only, 0) as recall
from readings
group by rollup (sensor_type)
