-- Of an even number of payments the lower of the two in the middle.
with middles as (
  select devise, montant,
         quantile_disc(montant, 0.5) over (partition by devise) as middle,
         count(*) over (partition by devise) as payments
  from archive)
select devise as currency, middle as median, quantile_disc(abs(montant - middle), 0.5) as mad
from middles
where payments >= 50
group by devise, middle
having mad > 0
