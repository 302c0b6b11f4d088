-- one row per customer $customer_id: complaints like its latest one, and how many were followed by another in 90 days
-- Alike: the same segment and as many complaints before (none, one, more). Only those opened 90 days ago or earlier.
with

latest as (
    select
        incidents.segment,
        least(cases.count_earlier, 2) as count_earlier
    from recovery_cases as cases
    inner join visible_incidents as incidents
        on cases.incident_id = incidents.incident_id
    where cases.customer_id = $customer_id
    order by cases.count_earlier desc
    limit 1
)

select
    max(latest.segment) as segment,
    max(latest.count_earlier) as count_earlier,
    count(*) as count_alike,
    count(case when next_incidents.opened_at <= incidents.opened_at + interval 90 day then 1 end) as count_again
from recovery_cases as cases
inner join visible_incidents as incidents
    on cases.incident_id = incidents.incident_id
inner join latest
    on
        coalesce(incidents.segment, '') = coalesce(latest.segment, '')
        and least(cases.count_earlier, 2) = latest.count_earlier
inner join parameters
    on incidents.opened_at + interval 90 day <= parameters.as_of
left join recovery_cases as next_cases
    on
        cases.customer_id = next_cases.customer_id
        and cases.count_earlier + 1 = next_cases.count_earlier
left join visible_incidents as next_incidents
    on next_cases.incident_id = next_incidents.incident_id
