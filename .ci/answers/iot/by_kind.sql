select sensor_type, count(*) as readings,
       sum(value)::double / count(*) as mean,
       min(value) as min,
       max(value) as max,
       -- of the whole population; of thousandths, so that nothing is rounded before the root
       sqrt(
         (count(*) * sum(thousandths * thousandths) - sum(thousandths) * sum(thousandths))
         / (count(*) * count(*))) / 1000 as standard_deviation,
       count(*) filter (anomaly) as anomalies
from readings
group by sensor_type
