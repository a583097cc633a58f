create view warned as
select *,
       coalesce(temperature not between 5 and 40, false) or coalesce(co2 > 2000, false) as extreme,
       coalesce(co2 > 1000, false) or coalesce(battery_level < 20, false)
         or coalesce(humidity not between 20 and 80, false) as warning
from archive
