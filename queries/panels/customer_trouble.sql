-- one row: complaints of the customer $customer_id in the last 365 days and in those before, repeated causes, escalations
with

complaints as (
    select
        incidents.*,
        incidents.opened_at > parameters.as_of - interval 365 day as is_recent,
        incidents.opened_at > parameters.as_of - interval 730 day as is_of_two_years
    from visible_incidents as incidents
    cross join parameters
    where
        incidents.customer_id = $customer_id
        and incidents.is_complaint
),

causes as (
    select
        cause_code,
        count(*) as count_of_cause
    from complaints
    where
        cause_code is not null
        and cause_code not in ('other', 'unknown')
    group by cause_code
)

select
    count(case when is_recent then 1 end) as count_recent,
    count(case when is_of_two_years and not is_recent then 1 end) as count_before,
    count(case when external_escalation is not null and external_escalation <> 'none' then 1 end) as count_escalated,
    count(case when external_escalation = 'court' then 1 end) as count_court,
    (select coalesce(sum(count_of_cause), 0) from causes) as count_known_cause,
    (select coalesce(sum(count_of_cause - 1), 0) from causes) as count_repeated
from complaints
