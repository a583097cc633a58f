select sensor_id, timestamp,
       count(*) as times,
       min(append_time) as first_append_time,
       arg_min(kafka_topic_id, place) as first_topic_id,
       arg_min(kafka_partition, place) as first_partition,
       arg_min(kafka_offset, place) as first_offset,
       max(append_time) as last_append_time,
       arg_max(kafka_topic_id, place) as last_topic_id,
       arg_max(kafka_partition, place) as last_partition,
       arg_max(kafka_offset, place) as last_offset
from (select *, (append_time, kafka_partition, kafka_offset) as place from archive)
group by sensor_id, timestamp
having count(*) > 1
