select host,
       count(*) as requests,
       count(*) filter (status >= 500) as errors,
       count(*) filter (status >= 500) / count(*) as error_share,
       count(*) filter (status between 400 and 499) as client_errors,
       coalesce(sum(bytes), 0)::bigint as bytes,
       sum(rt_ms)::double / count(rt_ms) as rt_ms_mean,
       percentile95(list(rt_ms)) as rt_ms_p95,
       max(rt_ms) as rt_ms_max,
       count(distinct address) as distinct_ip
from archive
group by host
