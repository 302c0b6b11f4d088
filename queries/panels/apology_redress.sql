-- one row per customer whose first complaint was justified: apology and redress within 7 days, and how long they stayed
-- Watched for 90 days from the landmark, 14 days after opening; both groups are settled before the watch begins.
select
    cases.incident_id,
    cases.customer_id,
    cases.opened_at,
    case
        when redress.has_apology and redress.has_redress then 'both'
        when redress.has_apology then 'apology'
        when redress.has_redress then 'redress'
        else 'neither'
    end as part,
    least(cases.duration, 90) as days,
    cases.is_event and cases.duration <= 90 as has_left
from chosen.retention_after_incident as cases
inner join chosen.apology_with_redress as redress
    on cases.incident_id = redress.incident_id
where
    cases.state = 'counted'
    and redress.state = 'counted'
