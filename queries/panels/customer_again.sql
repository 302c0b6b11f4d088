-- one row: complaints like the latest one of the customer $customer_id, and how many were followed by another in 90 days
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
),

alike as (
    select
        incidents.customer_id,
        incidents.opened_at,
        cases.count_earlier
    from recovery_cases as cases
    inner join visible_incidents as incidents
        on cases.incident_id = incidents.incident_id
    inner join latest
        on
            coalesce(incidents.segment, '') = coalesce(latest.segment, '')
            and cases.count_earlier >= latest.count_earlier
),

followed as (
    select
        alike.count_earlier,
        alike.opened_at,
        lead(alike.opened_at) over (
            partition by alike.customer_id
            order by alike.count_earlier
        ) as next_opened_at
    from alike
)

select
    max(latest.segment) as segment,
    max(latest.count_earlier) as count_earlier,
    count(*) as count_alike,
    count(case when followed.next_opened_at <= followed.opened_at + interval 90 day then 1 end) as count_again
from followed
cross join latest
cross join parameters
where
    least(followed.count_earlier, 2) = latest.count_earlier
    and followed.opened_at + interval 90 day <= parameters.as_of
