-- one row per customer with a second complaint who was there 14 days after it: how the first one was put right, and the stay
-- Watched for a year from the second complaint's landmark; well = two or three parts of a recovery at the first one.
select
    seconds.incident_id,
    seconds.customer_id,
    incidents.opened_at,
    case
        when recovery.count_parts >= 2 then 'well'
        when recovery.count_parts < 2 then 'poorly'
    end as first_handling,
    least(
        365, greatest(0, (epoch(coalesce(seconds.left_at, parameters.as_of)) - epoch(seconds.landmark_at)) / 86400.0)
    ) as days,
    coalesce(seconds.is_avoidable and seconds.left_at <= seconds.landmark_at + interval 365 day, false) as has_left
from recovery_cases as seconds
cross join parameters
inner join chosen.incident_facts as incidents
    on seconds.incident_id = incidents.incident_id
inner join recovery_cases as firsts
    on
        seconds.customer_id = firsts.customer_id
        and firsts.count_earlier = 0
inner join incident_recovery as recovery
    on firsts.incident_id = recovery.incident_id
where
    seconds.count_earlier = 1
    and seconds.is_at_landmark
    and seconds.landmark_at <= parameters.as_of
