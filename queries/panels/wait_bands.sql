-- one row per customer with a first complaint: the longest wait in its first 14 days, and how long the customer stayed
-- Watched for 90 days from that landmark, so that nobody's group depends on having stayed.
select
    cases.incident_id,
    cases.customer_id,
    cases.opened_at,
    case
        when waits.longest_hours is null then 'unknown'
        when waits.longest_hours <= 24 then 'day'
        when waits.longest_hours <= 72 then 'three_days'
        when waits.longest_hours <= 168 then 'week'
        else 'longer'
    end as part,
    least(cases.duration, 90) as days,
    cases.is_event and cases.duration <= 90 as has_left
from chosen.retention_after_incident as cases
left join incident_waits as waits
    on cases.incident_id = waits.incident_id
where cases.state = 'counted'
