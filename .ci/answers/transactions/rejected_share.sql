select timezone('Europe/Paris', append_time)::date as day,
       count(*) as records,
       count(reason) as rejected,
       count(reason) / count(*) as share,
       count(*) filter (reason = 'unknown_reference') as without_rate
from (select append_time, null as reason from archive
      union all
      select append_time, reason from rejected)
group by day
