select row_number() over (
         order by amount_eur desc, timestamp, append_time, kafka_partition, kafka_offset)::int as place,
       transaction_id, timestamp, montant, devise, rate, amount_eur
from payments
qualify place <= 100
