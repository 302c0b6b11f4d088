-- one row per fact beside the reasons for loss: how many customers named more than one, so that shares of customers add up to
-- more than 100 %
with

reasons_by_loss as (
    select
        loss_id,
        count(distinct reason_code) as count_reasons
    from chosen.loss_reason_facts
    where is_known
    group by loss_id
),

facts as (
    select
        1 as place,
        'Named more than one reason' as label,
        avg(case when count_reasons > 1 then 1 else 0 end) as value,
        'percent' as unit,
        count(*) as count_cases
    from reasons_by_loss
    union all
    select
        2 as place,
        'Reasons named by a customer, on average' as label,
        avg(count_reasons) as value,
        'ratio' as unit,
        count(*) as count_cases
    from reasons_by_loss
)

select
    label,
    value,
    unit,
    count_cases,
    cast(null as varchar) as note
from facts
order by place
