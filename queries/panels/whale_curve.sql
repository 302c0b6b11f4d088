-- one row per point of the curve of net value added up from the most valuable customer down, about 200 points
with

ranked as (
    select
        row_number() over (order by numerator desc, case_id) as place,
        count(*) over () as count_customers,
        sum(numerator) over (order by numerator desc, case_id rows between unbounded preceding and current row) as added_up,
        numerator as net_value,
        lead(numerator) over (order by numerator desc, case_id) as next_net_value
    from chosen.whale_peak
    where state = 'counted'
)

select
    place,
    count_customers,
    added_up,
    net_value > 0
    and coalesce(next_net_value <= 0, true) as is_peak
from ranked
where
    place % cast(ceil(count_customers / 200.0) as bigint) = 0
    or place = 1
    or place = count_customers
    or place = cast(ceil(count_customers / 5.0) as bigint)
    or (net_value > 0 and coalesce(next_net_value <= 0, true))
order by place
