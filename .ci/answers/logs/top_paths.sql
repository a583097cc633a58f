select path,
       count(*) as requests,
       count(*) filter (status >= 500) as errors,
       sum(rt_ms)::double / count(rt_ms) as rt_ms_mean
from archive
where path is not null
group by path
order by requests desc, path
limit 100
