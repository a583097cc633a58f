select sensor_id, location, battery_level, timestamp as measured_at, battery_level < 30 as critical
from readings
where battery_level is not null
qualify row_number() over (
  partition by sensor_id
  order by timestamp desc, append_time desc, kafka_partition desc, kafka_offset desc) = 1
