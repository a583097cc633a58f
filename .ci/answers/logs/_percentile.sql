-- Between the two values around rank 0.95 (n - 1), in decimals: DuckDB's own is of doubles.
create macro percentile95(amounts) as (
  with ranked as (
    select list_sort(list_filter(amounts, lambda amount: amount is not null)) as sorted,
           95 * (len(sorted) - 1) as hundredths,
           sorted[hundredths // 100 + 1] as below,
           coalesce(sorted[hundredths // 100 + 2], below) as above)
  select (below + (above - below)::decimal(18, 3) * (hundredths % 100)::decimal(3, 0) / 100)::double
  from ranked)
