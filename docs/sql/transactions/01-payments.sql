-- Payments: totals, large ones, rates, bursts, scores. DuckDB SQL for bin/crossroads sql -f.
-- Amounts are decimals and sums of them exact. time_local is by the clocks of the zone.

-- Totals of each day of the zone and currency.
SELECT CAST(left(time_local, 10) AS DATE) AS day,
       devise,
       count(*) AS transactions,
       sum(montant) AS montant,
       sum(amount_eur) AS amount_eur
FROM transactions.output
GROUP BY day, devise
ORDER BY day, devise;

-- Each currency's share of all, in EUR.
SELECT devise,
       sum(amount_eur) AS amount_eur,
       round(100 * sum(amount_eur) / sum(sum(amount_eur)) OVER (), 2) AS percent
FROM transactions.output
GROUP BY devise
ORDER BY devise;

-- The ten largest, with the rate that made them euros.
SELECT transaction_id,
       make_timestamp(epoch_us("timestamp")) AS paid,
       montant,
       devise,
       rate,
       rate_date,
       rate_version,
       amount_eur
FROM transactions.output
ORDER BY amount_eur DESC, "timestamp", transaction_id
LIMIT 10;

-- Which rates were used, and how old: at most seven days.
SELECT devise,
       rate_version,
       count(DISTINCT rate_date) AS days,
       max(CAST(left(time_local, 10) AS DATE) - rate_date) AS oldest_days
FROM transactions.output
WHERE devise <> 'EUR'
GROUP BY devise, rate_version
ORDER BY devise, rate_version;

-- Each amount is its conversion: montant / rate, rounded half-even to the cent. None differs.
SELECT count_if(abs(amount_eur * rate - montant) > rate * 0.005) AS differ FROM transactions.output;

-- Bursts: the same amount and currency over 20 times in a minute; the five that come nearest.
SELECT date_trunc('minute', make_timestamp(epoch_us("timestamp"))) AS minute,
       montant,
       devise,
       count(*) AS transactions
FROM transactions.output
GROUP BY minute, montant, devise
ORDER BY transactions DESC, minute, montant, devise
LIMIT 5;

-- What is usual, and what is far from it in its currency.
WITH usual AS (
  SELECT devise, median(montant) AS median, mad(montant) AS mad
  FROM transactions.output
  GROUP BY devise)
SELECT devise,
       count(*) AS transactions,
       count_if(abs(montant - median) > 20 * 1.4826 * mad) AS far
FROM transactions.output JOIN usual USING (devise)
GROUP BY devise
ORDER BY devise;

-- Payments without a rate, and other records that are no payment.
SELECT reason, field, count(*) AS records
FROM transactions.output_rejected
GROUP BY reason, field
ORDER BY records DESC, reason, field;
