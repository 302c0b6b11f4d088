-- one row per customer $customer_id: complaints in the last 365 days and in those before, causes met again, escalations
select
    count(case when opened_at > parameters.as_of - interval 365 day then 1 end) as count_recent,
    count(
        case
            when
                opened_at > parameters.as_of - interval 730 day
                and opened_at <= parameters.as_of - interval 365 day
                then 1
        end
    ) as count_before,
    count(case when external_escalation is not null and external_escalation <> 'none' then 1 end) as count_escalated,
    count(case when external_escalation = 'court' then 1 end) as count_court,
    count(case when cause_code not in ('other', 'unknown') then 1 end) as count_known_cause,
    count(case when cause_code not in ('other', 'unknown') then 1 end)
    - count(distinct case when cause_code not in ('other', 'unknown') then cause_code end) as count_repeated
from visible_incidents
cross join parameters
where
    customer_id = $customer_id
    and is_complaint
