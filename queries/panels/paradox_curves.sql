-- one row per group of the recovery paradox and length of stay: customers, each match weighing its part of one customer
-- Watched for a year from the landmark.
select
    case when is_recovered then 'recovered' else 'matched' end as part,
    least(greatest(duration, 0), 365) as days,
    numerator = 1 and duration <= 365 as has_left,
    sum(customer_weight) as cases,
    count(*) as count_customers
from chosen.recovery_paradox_gap
where state = 'counted'
group by 1, 2, 3
