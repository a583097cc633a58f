-- Nothing is near 0 lux: that limit is a physical one.
with widths as (
  select *, high - low as width from readings join normal using (sensor_type)),
met as (
  select 'out_of_range' as alert, sensor_id || ' ' || sensor_type as entity, timestamp
  from widths
  where anomaly
  union all
  select 'near_limit', sensor_id || ' ' || sensor_type, timestamp
  from widths
  where not anomaly
    and (value >= high - 0.05 * width or sensor_type <> 'light' and value <= low + 0.05 * width)
  union all
  select 'battery', sensor_id, timestamp
  from widths
  where battery_level < 30)
select alert, entity, count(*) as readings, min(timestamp) as first_started_at, max(timestamp) as last_until
from met
group by all
