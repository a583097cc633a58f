select timezone('Europe/Paris', timestamp)::date as day,
       devise,
       count(*) as transactions,
       sum(montant) as montant,
       sum(amount_eur) as amount_eur
from payments
group by all
