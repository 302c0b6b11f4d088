-- one row per customer to draw or list: the $most_below who take back most, and of the others $most_others at random
-- As many of them without a place on logarithmic axes. At random = by a hash of the id, so always the same ones.
with

placed as (
    select
        *,
        row_number() over (order by net_value, customer_id) as place_from_below,
        row_number() over (
            partition by numerator, revenue > cogs and cost > 0 order by md5(concat('7', customer_id))
        ) as place_at_random
    from chosen.negative_value_share
    where state = 'counted'
)

select
    placed.customer_id,
    names.name,
    placed.segment,
    placed.revenue - placed.cogs as margin,
    placed.cost,
    placed.net_value,
    placed.numerator = 1 as is_below_zero,
    placed.has_been_12_months,
    coalesce(complaints.count_complaints, 0) as count_complaints,
    coalesce(complaints.count_judged, 0) as count_judged,
    coalesce(complaints.count_our_fault, 0) as count_our_fault
from placed
left join canonical.customers as names
    on placed.customer_id = names.customer_id
left join yearly_complaints as complaints
    on placed.customer_id = complaints.customer_id and complaints.month = $month
where
    (placed.numerator = 1 and placed.place_from_below <= $most_below)
    or (placed.numerator = 0 and placed.place_at_random <= $most_others)
order by placed.net_value, placed.customer_id
