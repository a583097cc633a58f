select row_number() over (order by count(*) desc, sensor_id)::int as place,
       sensor_id,
       count(*) as messages,
       min(timestamp) as first_timestamp,
       max(timestamp) as last_timestamp
from readings
group by sensor_id
