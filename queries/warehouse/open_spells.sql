-- one row per stretch of time in which a complaint was open, with the first and last week at whose end it was
-- Open from the opening until the first claim, and from the first reopening, dispute or denial of a claim until the next
-- one. A loss closes nothing; a second claim of a closed complaint changes nothing. closed_at is empty while open.
-- A change on the last instant of a week is part of its end; the running week ends at as_of. overdue_week is the week in
-- which the complaint becomes 14 days old.
with

claims_in_order as (
    select
        claims.incident_id,
        incidents.opened_at,
        claims.claimed_at,
        least(claims.undone_at, claims.denied_at) as reopened_at,
        lag(claims.claimed_at) over (partition by claims.incident_id order by claims.claimed_at) as previous_claim_at,
        lead(claims.claimed_at) over (partition by claims.incident_id order by claims.claimed_at) as next_claim_at
    from claims
    inner join visible_incidents as incidents
        on claims.incident_id = incidents.incident_id
    where incidents.is_complaint
),

spells as (
    select
        incidents.incident_id,
        incidents.opened_at,
        incidents.opened_at as open_from,
        claims_in_order.claimed_at as closed_at
    from visible_incidents as incidents
    left join claims_in_order
        on
            incidents.incident_id = claims_in_order.incident_id
            and claims_in_order.previous_claim_at is null
    where incidents.is_complaint
    union all
    select
        incident_id,
        opened_at,
        greatest(reopened_at, opened_at) as open_from,
        next_claim_at as closed_at
    from claims_in_order
    where reopened_at is not null
),

-- Apart, because a join key made of two tables turns the join with the days into a cross product.
seen_spells as (
    select
        spells.*,
        coalesce(spells.closed_at, parameters.as_of) as seen_until,
        spells.opened_at + interval 14 day as overdue_from
    from spells
    cross join parameters
),

spells_in_weeks as (
    select
        spells.incident_id,
        spells.open_from,
        spells.closed_at,
        spells.overdue_from,
        cast(
            date_trunc(
                'week',
                case
                    when spells.open_from <= first_days.switch_at then spells.open_from + first_days.offset_before
                    else spells.open_from + first_days.offset_after
                end - interval 1 microsecond
            ) as date
        ) as first_week,
        cast(
            date_trunc(
                'week',
                case
                    when spells.seen_until <= last_days.switch_at
                        then spells.seen_until + last_days.offset_before
                    else spells.seen_until + last_days.offset_after
                end - case
                    when spells.closed_at is null then interval 0 day
                    else interval 7 day + interval 1 microsecond
                end
            ) as date
        ) as last_week,
        cast(
            date_trunc(
                'week',
                case
                    when spells.overdue_from < overdue_days.switch_at
                        then spells.overdue_from + overdue_days.offset_before
                    else spells.overdue_from + overdue_days.offset_after
                end
            ) as date
        ) as overdue_week
    from seen_spells as spells
    inner join utc_offsets as first_days
        on cast(spells.open_from as date) = first_days.day
    inner join utc_offsets as last_days
        on cast(spells.seen_until as date) = last_days.day
    inner join utc_offsets as overdue_days
        on cast(spells.overdue_from as date) = overdue_days.day
    where coalesce(spells.open_from < spells.closed_at, true)
)

select *
from spells_in_weeks
where first_week <= last_week
