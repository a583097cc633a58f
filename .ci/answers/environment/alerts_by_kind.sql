select alert,
       severity,
       count(*) as episodes,
       count(distinct entity) as sensors,
       count(*) filter (ended_at is null) as open,
       min(started_at) as first_started_at,
       max(until) as last_until,
       sum(epoch_us(until) - epoch_us(started_at)) / 60e6 as minutes
from alerts
group by all
