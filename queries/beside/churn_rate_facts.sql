-- one row per fact beside churn: the loss over all weeks shown, and the leavings that no weekly rate can hold
with

weekly as (
    select
        week,
        sum(numerator) * 1.0 / nullif(count(*), 0) as rate
    from chosen.churn_rate
    where state = 'counted'
    group by week
),

over_the_weeks as (
    select
        case
            when max(rate) < 1 then 1 - exp(sum(ln(1 - case when rate < 1 then rate else 0 end)))
            else 1
        end as rate,
        count(*) as count_weeks
    from weekly
),

quick_losses as (
    select count(distinct losses.loss_id) as count_losses
    from chosen.loss_facts as losses
    inner join visible_spells as spells
        on
            losses.loss_id = spells.full_loss_id
            and losses.lost_week < spells.start_on
),

parted as (
    select count(*) as count_customers
    from chosen.partings
),

facts as (
    select
        1 as place,
        'Lost over all weeks together, 1 − product of (1 − weekly rate)' as label,
        rate as value,
        'percent' as unit,
        count_weeks as count_cases
    from over_the_weeks
    union all
    select
        2 as place,
        'Joined and left within one week, in no rate' as label,
        quick_losses.count_losses as value,
        'count' as unit,
        over_the_weeks.count_weeks as count_cases
    from quick_losses
    cross join over_the_weeks
    union all
    select
        3 as place,
        'Customers we parted with, in no rate' as label,
        parted.count_customers as value,
        'count' as unit,
        over_the_weeks.count_weeks as count_cases
    from parted
    cross join over_the_weeks
)

select
    label,
    value,
    unit,
    count_cases,
    cast(null as varchar) as note
from facts
order by place
