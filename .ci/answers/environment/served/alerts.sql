with met as (
  select 'extreme' as alert, sensor_id as entity, timestamp from warned where extreme
  union all
  select 'fault', sensor_id, timestamp from warned where status = 'FAULT'
  union all
  select 'warning', sensor_id, timestamp from warned where warning and not extreme)
select alert, entity, count(*) as readings, min(timestamp) as first_started_at, max(timestamp) as last_until
from met
group by all
