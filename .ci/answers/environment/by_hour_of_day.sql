select site, extract(hour from timestamp)::int as hour, count(*) as readings,
       count(*) filter (status = 'FAULT') as faults,
       count(*) filter (status = 'FAULT') / count(*) as fault_share,
       sum(temperature)::double / count(temperature) as temperature_mean,
       min(temperature) as temperature_min,
       max(temperature) as temperature_max,
       sum(humidity)::double / count(humidity) as humidity_mean,
       min(humidity) as humidity_min,
       max(humidity) as humidity_max,
       sum(co2)::double / count(co2) as co2_mean,
       min(co2) as co2_min,
       max(co2) as co2_max,
       sum(pressure)::double / count(pressure) as pressure_mean,
       min(pressure) as pressure_min,
       max(pressure) as pressure_max
from archive
group by all
