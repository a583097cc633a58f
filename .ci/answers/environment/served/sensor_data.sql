select sensor_id, timestamp, temperature, humidity, co2, pressure, battery_level, status,
       site, latitude, longitude, append_time, kafka_topic_id, kafka_partition, kafka_offset
from archive
