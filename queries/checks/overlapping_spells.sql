-- one row per stretch of a customer that begins before the one before it has ended
select 'customer_spells' as table_name, customer_id as key, 'begin before the stretch before them has ended' as message
from (
  select customer_id, start_at, lag(end_at) over (partition by customer_id order by start_at) as previous_end_at,
    lag(start_at) over (partition by customer_id order by start_at) as previous_start_at
  from canonical.customer_spells
) as ordered_spells
where previous_start_at is not null and (previous_end_at is null or previous_end_at >= start_at)
