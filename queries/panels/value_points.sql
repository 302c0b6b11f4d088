-- one row per customer to draw or list: the $most_below who take back most, and of the others $most_others at random
-- As many of the others who have no place on logarithmic axes. The same customers are drawn every time: at random means in
-- the order of a hash of their id.
with

placed as (
    select
        customers.customer_id,
        customers.segment,
        customers.revenue - customers.cogs as margin,
        customers.cost,
        customers.net_value,
        customers.numerator = 1 as is_below_zero,
        customers.has_been_12_months,
        months.last_complete_month,
        row_number() over (order by customers.net_value, customers.customer_id) as place_from_below,
        row_number() over (
            partition by customers.numerator, customers.revenue > customers.cogs and customers.cost > 0
            order by md5(concat('7', customers.customer_id))
        ) as place_at_random
    from chosen.negative_value_share as customers
    inner join complete_months as months
        on customers.month = months.month
    where customers.state = 'counted'
),

picked as (
    select *
    from placed
    where
        (is_below_zero and place_from_below <= $most_below)
        or (not is_below_zero and place_at_random <= $most_others)
),

complaints as (
    select
        picked.customer_id,
        sum(complaints.count_complaints) as count_complaints,
        sum(complaints.count_judged) as count_judged,
        sum(complaints.count_our_fault) as count_our_fault
    from picked
    inner join customer_complaint_months as complaints
        on
            picked.customer_id = complaints.customer_id
            and complaints.month_number between picked.last_complete_month - 11 and picked.last_complete_month
    group by picked.customer_id
)

select
    picked.customer_id,
    names.name,
    picked.segment,
    picked.margin,
    picked.cost,
    picked.net_value,
    picked.is_below_zero,
    picked.has_been_12_months,
    coalesce(complaints.count_complaints, 0) as count_complaints,
    coalesce(complaints.count_judged, 0) as count_judged,
    coalesce(complaints.count_our_fault, 0) as count_our_fault
from picked
left join canonical.customers as names
    on picked.customer_id = names.customer_id
left join complaints
    on picked.customer_id = complaints.customer_id
order by picked.net_value, picked.customer_id
