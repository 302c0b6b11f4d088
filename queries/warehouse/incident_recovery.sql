-- one row per visible complaint: which parts of a full recovery it got, from 0 to 3
-- A real apology within 14 days; a fix within 72 hours, or a promise with a date kept within 14 days; compensation offered
-- within 14 days. On a channel without captured text an apology cannot be seen, so the count is unknown there.
with

spoken_apologies as (
    select
        apologies.incident_id,
        min(apologies.apologised_at) as first_spoken_at
    from apologies
    inner join visible_incidents as incidents
        on apologies.incident_id = incidents.incident_id
    where
        apologies.is_real
        and coalesce(apologies.apology_channel, incidents.channel) = 'phone'
    group by apologies.incident_id
),

kept_promises as (
    select
        incident_id,
        min(fulfilled_at) as first_kept_at
    from promises
    where is_kept
    group by incident_id
),

parts as (
    select
        incidents.incident_id,
        incidents.is_observed,
        coalesce(incidents.first_apology_at <= incidents.opened_at + interval 14 day, false) as has_apology,
        coalesce(spoken_apologies.first_spoken_at <= incidents.opened_at + interval 14 day, false)
            as has_apology_in_call,
        coalesce(incidents.fixed_at <= incidents.opened_at + interval 72 hour, false)
        or coalesce(kept_promises.first_kept_at <= incidents.opened_at + interval 14 day, false) as has_fix,
        coalesce(incidents.first_offer_at <= incidents.opened_at + interval 14 day, false) as has_offer
    from incident_facts as incidents
    left join spoken_apologies
        on incidents.incident_id = spoken_apologies.incident_id
    left join kept_promises
        on incidents.incident_id = kept_promises.incident_id
    where incidents.is_complaint
)

select
    incident_id,
    is_observed,
    has_apology,
    has_apology_in_call,
    has_fix,
    has_offer,
    case
        when is_observed then cast(has_apology as integer) + cast(has_fix as integer) + cast(has_offer as integer)
    end as count_parts
from parts
