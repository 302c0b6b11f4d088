-- one row per complaint: the parts of good handling, each true, false or unknown
-- Looks at the 28 days after opening only. Owing no apology counts as settled; whether one is owed is unknown while the
-- complaint is not judged, and whether one was given where the channel's text is not captured.
with

broken_promises as (
    select
        incident_id,
        min(due_at) as first_broken_at
    from promises
    where
        not is_kept
        and not is_called_off
    group by incident_id
),

signs as (
    select
        incident_id,
        min(case when sign_code = 'S02' then first_at end) as first_silent_wait_at,
        min(case when sign_code = 'S04' then first_at end) as first_blind_transfer_at
    from incident_signs
    group by incident_id
)

select
    incidents.incident_id,
    coalesce(incidents.verified_at <= incidents.opened_at + interval 14 day, false) as is_verified,
    coalesce(promises.first_broken_at <= incidents.opened_at + interval 28 day, false) as has_broken_promise,
    case
        when incidents.justified = 'unjustified' then true
        when not incidents.is_observed then null
        when incidents.first_apology_at <= incidents.opened_at + interval 7 day then true
        when incidents.justified in ('justified', 'partly') then false
    end as is_apology_settled,
    case
        when coalesce(signs.first_silent_wait_at > incidents.opened_at + interval 28 day, true) then false
        when incidents.is_observed then true
    end as has_silent_wait,
    coalesce(signs.first_blind_transfer_at <= incidents.opened_at + interval 28 day, false) as has_blind_transfer
from incident_facts as incidents
left join broken_promises as promises
    on incidents.incident_id = promises.incident_id
left join signs
    on incidents.incident_id = signs.incident_id
where incidents.is_complaint
