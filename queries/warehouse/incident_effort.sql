-- one row per visible incident with anything to count: what the customer and what the company put in within 14 days
-- Customer units: contacts, failed self-service, phone menus, transfers. Company units: contacts and fixes delivered.
-- Minutes: of the customer, waiting (each wait at most 30) and talking; of the company, talking and its staff's work.
with

other_events as (
    select
        events.*,
        case when wait_s > 30 * 60 then 30 * 60 else wait_s end as capped_wait_s
    from visible_events as events
    where
        event_type in ('ivr_session', 'transfer', 'selfservice_attempt', 'fix_delivered')
        or duration_s is not null
        or wait_s is not null
),

efforts as (
    select
        incident_id,
        started_at as happened_at,
        1 as customer_units,
        0 as company_units,
        cast(null as double) as customer_seconds,
        cast(null as double) as company_seconds
    from contact_sessions
    union all
    select
        incident_id,
        started_at as happened_at,
        0 as customer_units,
        1 as company_units,
        cast(null as double) as customer_seconds,
        cast(null as double) as company_seconds
    from company_sessions
    union all
    select
        incident_id,
        event_at as happened_at,
        case
            when event_type in ('ivr_session', 'transfer') then 1
            when event_type = 'selfservice_attempt' and code in ('failed', 'unavailable') then 1
            else 0
        end as customer_units,
        case when event_type = 'fix_delivered' then 1 else 0 end as company_units,
        case
            when event_type in ('call', 'visit') and duration_s is not null then duration_s + coalesce(capped_wait_s, 0)
            else capped_wait_s
        end as customer_seconds,
        case when event_type in ('call', 'visit') or actor_type in ('agent', 'manager') then duration_s end
            as company_seconds
    from other_events
)

select
    incidents.incident_id,
    cast(sum(efforts.customer_units) as bigint) as customer_units,
    cast(sum(efforts.company_units) as bigint) as company_units,
    sum(efforts.customer_seconds) / 60.0 as customer_minutes,
    sum(efforts.company_seconds) / 60.0 as company_minutes
from visible_incidents as incidents
inner join efforts
    on incidents.incident_id = efforts.incident_id
where efforts.happened_at <= incidents.opened_at + interval 14 day
group by incidents.incident_id
