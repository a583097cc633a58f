with hours as (
  select location, sensor_type, date_trunc('hour', timestamp) as hour,
         sum(value)::double / count(*) as mean,
         (sum(value) filter (not anomaly))::double / count(*) filter (not anomaly) as normal_mean
  from readings
  group by all)
select location,
       one.sensor_type as kind,
       other.sensor_type as other_kind,
       count(*) as hours,
       round(nullif(corr(one.mean, other.mean), 'nan'), 6) as correlation,
       count(*) filter (one.normal_mean is not null and other.normal_mean is not null) as normal_hours,
       round(nullif(corr(one.normal_mean, other.normal_mean), 'nan'), 6) as normal_correlation
from hours one
join hours other using (location, hour)
where one.sensor_type < other.sensor_type
group by all
