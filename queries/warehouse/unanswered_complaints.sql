-- one row per open complaint whose customer waits for a reply at as_of: since when, and whether in silence
-- Waits for a reply = wrote or called after our last message or call. Silent = for more than 24 hours, of which only open
-- hours count with a business calendar, and since then nobody of the company really apologised or explained.
with

contacts as (
    select
        contacts.incident_id,
        contacts.event_at,
        contacts.is_from_company
    from contact_events as contacts
    inner join open_spells as spells
        on contacts.incident_id = spells.incident_id
    where
        spells.closed_at is null
        and contacts.is_message_or_call
        and (contacts.is_from_customer or contacts.is_from_company)
),

last_answers as (
    select
        incident_id,
        max(event_at) as answered_at
    from contacts
    where is_from_company
    group by incident_id
),

waits as (
    select
        contacts.incident_id,
        min(contacts.event_at) as waiting_since
    from contacts
    left join last_answers
        on contacts.incident_id = last_answers.incident_id
    where
        not contacts.is_from_company
        and coalesce(contacts.event_at > last_answers.answered_at, true)
    group by contacts.incident_id
),

moments as (
    select
        waits.incident_id,
        waits.waiting_since as moment,
        -1 as factor
    from waits
    union all
    select
        waits.incident_id,
        parameters.as_of as moment,
        1 as factor
    from waits
    cross join parameters
),

closed_time as (
    select
        moments.incident_id,
        sum(
            moments.factor * (
                business_days.closed_seconds_before
                + epoch(least(moments.moment, business_days.opens_at)) - epoch(business_days.starts_at)
                + greatest(epoch(moments.moment) - epoch(business_days.closes_at), 0)
            )
        ) as seconds_closed
    from moments
    inner join utc_offsets
        on cast(moments.moment as date) = utc_offsets.day
    inner join business_days
        on
            cast(
                case
                    when moments.moment < utc_offsets.switch_at then moments.moment + utc_offsets.offset_before
                    else moments.moment + utc_offsets.offset_after
                end as date
            )
            = business_days.day
    group by moments.incident_id
),

broken_silences as (
    select distinct waits.incident_id
    from waits
    inner join helpful_words
        on
            waits.incident_id = helpful_words.incident_id
            and waits.waiting_since <= helpful_words.said_at
),

measured_waits as (
    select
        waits.incident_id,
        waits.waiting_since,
        epoch(parameters.as_of) - epoch(waits.waiting_since) - coalesce(closed_time.seconds_closed, 0) as seconds_waited
    from waits
    cross join parameters
    left join closed_time
        on waits.incident_id = closed_time.incident_id
)

select
    measured_waits.incident_id,
    measured_waits.waiting_since,
    measured_waits.seconds_waited,
    measured_waits.seconds_waited > 24 * 3600 and broken_silences.incident_id is null as is_silent
from measured_waits
left join broken_silences
    on measured_waits.incident_id = broken_silences.incident_id
