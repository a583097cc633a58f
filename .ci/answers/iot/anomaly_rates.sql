select case grouping_id(sensor_id, sensor_type, location)
         when 3 then 'sensor' when 5 then 'kind' when 6 then 'place' when 0 then 'sensor, kind and place'
       end as grouped_by,
       sensor_id,
       sensor_type,
       location,
       count(*) as readings,
       count(*) filter (anomaly) as anomalies,
       count(*) filter (anomaly) / count(*) as share
from readings
group by grouping sets (sensor_id, sensor_type, location, (sensor_id, sensor_type, location))
