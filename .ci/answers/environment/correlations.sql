with measured as (
  unpivot (select *, row_number() over () as reading from archive)
  on temperature::decimal(9, 2) as temperature, humidity::decimal(9, 2) as humidity,
     co2::decimal(9, 2) as co2, pressure::decimal(9, 2) as pressure
  into name measure value amount),
pairs as (
  select one.site, one.measure as one, other.measure as other,
         (100 * one.amount)::hugeint as x, (100 * other.amount)::hugeint as y
  from measured one join measured other using (reading)
  where (one.measure, other.measure) in (
    ('temperature', 'humidity'), ('temperature', 'co2'), ('temperature', 'pressure'),
    ('humidity', 'co2'), ('humidity', 'pressure'), ('co2', 'pressure')))
select site, one, other, count(*) as readings,
       -- of whole hundredths, so that nothing is rounded before the roots
       (count(*) * sum(x * y) - sum(x) * sum(y))
       / nullif(
           sqrt(count(*) * sum(x * x) - sum(x) * sum(x))
             * sqrt(count(*) * sum(y * y) - sum(y) * sum(y)),
           0) as correlation
from pairs
group by all
