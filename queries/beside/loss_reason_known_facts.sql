-- one row per fact beside the reasons for loss: how many of the losses have a reason that is known
with

losses as (
    select
        loss_id,
        max(case when is_known then 1 else 0 end) as has_known_reason,
        max(case when reason_source = 'inferred' then 1 else 0 end) as has_inferred_reason
    from chosen.loss_reason_facts
    group by loss_id
),

facts as (
    select
        1 as place,
        'Losses with a known reason' as label,
        avg(has_known_reason) as value,
        count(*) as count_cases,
        case
            when avg(has_known_reason) < 0.6
                then 'Fewer than 60 % of the reasons are known: do not read the shares of the reasons yet.'
        end as note
    from losses
    union all
    select
        2 as place,
        'Losses whose reason was only inferred' as label,
        avg(case when has_known_reason = 0 then has_inferred_reason else 0 end) as value,
        count(*) as count_cases,
        cast(null as varchar) as note
    from losses
)

select
    label,
    value,
    'percent' as unit,
    count_cases,
    note
from facts
order by place
