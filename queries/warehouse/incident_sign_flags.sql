-- one row per visible incident with a message within 14 days of opening: the signs of bad service seen in those days
-- codes_included names the signs that the loaded version lets us see at all.
with

incidents_with_messages as (
    select distinct
        incidents.incident_id,
        incidents.opened_at + interval 14 day as ends_at
    from visible_incidents as incidents
    inner join contact_events as events
        on incidents.incident_id = events.incident_id
    where
        events.event_type = 'message'
        and (events.is_from_customer or events.is_from_company)
        and events.event_at <= incidents.opened_at + interval 14 day
),

readable_signs as (
    select
        concat_ws(
            ' ',
            max(case when sign_code = 'S01' then sign_code end),
            max(case when sign_code = 'S02' then sign_code end),
            max(case when sign_code = 'S04' then sign_code end),
            max(case when sign_code = 'S15' then sign_code end)
        ) as codes_included
    from derivable_signs
)

select
    incidents.incident_id,
    max(case when signs.sign_code = 'S01' then 1 else 0 end) = 1 as has_no_greeting,
    max(case when signs.sign_code = 'S02' then 1 else 0 end) = 1 as has_silent_wait,
    max(case when signs.sign_code = 'S04' then 1 else 0 end) = 1 as has_blind_transfer,
    max(case when signs.sign_code = 'S15' then 1 else 0 end) = 1 as has_no_thanks,
    count(signs.sign_code) as count_signs,
    readable_signs.codes_included
from incidents_with_messages as incidents
cross join readable_signs
left join incident_signs as signs
    on
        incidents.incident_id = signs.incident_id
        and incidents.ends_at >= signs.first_at
group by incidents.incident_id, readable_signs.codes_included
