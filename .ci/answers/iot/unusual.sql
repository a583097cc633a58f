with distances as (
  select *, extract(hour from timestamp) as hour,
         median(value::decimal(13, 4))
           over (partition by sensor_id, sensor_type, extract(hour from timestamp)) as middle
  from readings),
spreads as (
  select sensor_id, sensor_type, hour, median(abs(value - middle)::decimal(14, 5)) as mad
  from distances
  group by all)
select sensor_id, sensor_type, location, timestamp, value,
       middle::double as median, mad::double as mad, anomaly
from distances join spreads using (sensor_id, sensor_type, hour)
-- Of a sensor that says the same most of the time nothing is told, as of traffic.
where mad > 0 and abs(value - middle) > 6 * mad
