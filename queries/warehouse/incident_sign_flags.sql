-- one row per visible incident with a message within 14 days of opening: the signs of bad service seen in those days
-- codes_included names the signs that the loaded version lets us see at all.
with

first_messages as (
    select
        incident_id,
        min(event_at) as first_message_at
    from contact_events
    where
        event_type = 'message'
        and (is_from_customer or is_from_company)
    group by incident_id
),

seen_signs as (
    select
        signs.incident_id,
        max(case when signs.sign_code = 'S01' then 1 else 0 end) = 1 as has_no_greeting,
        max(case when signs.sign_code = 'S02' then 1 else 0 end) = 1 as has_silent_wait,
        max(case when signs.sign_code = 'S04' then 1 else 0 end) = 1 as has_blind_transfer,
        max(case when signs.sign_code = 'S15' then 1 else 0 end) = 1 as has_no_thanks,
        count(*) as count_signs
    from incident_signs as signs
    inner join visible_incidents as incidents
        on
            signs.incident_id = incidents.incident_id
            and signs.first_at <= incidents.opened_at + interval 14 day
    group by signs.incident_id
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
    coalesce(seen_signs.has_no_greeting, false) as has_no_greeting,
    coalesce(seen_signs.has_silent_wait, false) as has_silent_wait,
    coalesce(seen_signs.has_blind_transfer, false) as has_blind_transfer,
    coalesce(seen_signs.has_no_thanks, false) as has_no_thanks,
    coalesce(seen_signs.count_signs, 0) as count_signs,
    readable_signs.codes_included
from visible_incidents as incidents
inner join first_messages
    on
        incidents.incident_id = first_messages.incident_id
        and incidents.opened_at + interval 14 day >= first_messages.first_message_at
cross join readable_signs
left join seen_signs
    on incidents.incident_id = seen_signs.incident_id
