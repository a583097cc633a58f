with windows as (
  select *, date_trunc('minute', timestamp) - to_minutes(unnest([0, 1, 2, 3, 4])) as window_start
  from warned)
select window_start,
       sensor_id,
       count(*) as readings,
       count(*) filter (extreme or warning or status = 'FAULT') as alerts,
       count(*) filter (status = 'FAULT') as faults,
       {'sum': sum(temperature), 'count': count(temperature)} as temperature_mean,
       {'sum': sum(humidity), 'count': count(humidity)} as humidity_mean,
       {'sum': sum(co2), 'count': count(co2)} as co2_mean,
       {'sum': sum(pressure), 'count': count(pressure)} as pressure_mean,
       {'sum': sum(battery_level), 'count': count(battery_level)} as battery_mean
from windows
group by all
