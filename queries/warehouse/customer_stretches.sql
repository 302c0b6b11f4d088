-- one row per customer and run of Mondays on which the customer was active and had the same latest incident
-- A Monday stands for its midnight: what came before it is known. The Monday after the running week stands for as_of.
-- is_start_known is false for customers without a first day; they count as active until lost. ends_in_loss = the run ends
-- with the week of a full loss. Runs without an incident of the last 365 days have none.
with

this_week as (
    select max(week_number) as week_number
    from week_ends
),

known_spells as (
    select
        spells.customer_id,
        start_weeks.week_number + case when spells.start_on > spells.start_week then 1 else 0 end as first_week_number,
        start_weeks.week_number as start_week_number,
        coalesce(end_weeks.week_number, this_week.week_number + 1) as last_week_number,
        spells.full_loss_id,
        true as is_start_known
    from visible_spells as spells
    cross join this_week
    inner join numbered_weeks as start_weeks
        on spells.start_week = start_weeks.week
    left join numbered_weeks as end_weeks
        on spells.end_week = end_weeks.week
),

customers_with_start as (
    select customer_id
    from canonical.customer_spells
    union
    select customer_id
    from canonical.customers
    where
        acquired_at is not null
        and not exists (select 1 from canonical.customer_spells)
    union
    select customer_id
    from visible_spells
),

first_weeks as (
    select min(start_week_number) as week_number
    from known_spells
    union all
    select min(first_week_number) - 1 as week_number
    from weekly_incidents
),

first_known_week as (
    select min(week_number) as week_number
    from first_weeks
),

ends_without_start as (
    select
        losses.customer_id,
        min(losses.lost_week) as end_week,
        min(losses.loss_id) as loss_id
    from visible_losses as losses
    group by losses.customer_id
),

unknown_spells as (
    select
        customers.customer_id,
        first_known_week.week_number as first_week_number,
        first_known_week.week_number - 1 as start_week_number,
        coalesce(end_weeks.week_number, this_week.week_number + 1) as last_week_number,
        cast(null as varchar) as full_loss_id,
        false as is_start_known
    from visible_customers as customers
    cross join this_week
    cross join first_known_week
    left join customers_with_start
        on customers.customer_id = customers_with_start.customer_id
    left join ends_without_start
        on customers.customer_id = ends_without_start.customer_id
    left join numbered_weeks as end_weeks
        on ends_without_start.end_week = end_weeks.week
    where customers_with_start.customer_id is null
),

all_spells as (
    select *
    from known_spells
    union all
    select *
    from unknown_spells
),

incident_runs as (
    select
        customer_id,
        incident_id,
        opened_at,
        last_complaint_at,
        first_week_number,
        least(expiry_week_number, coalesce(next_week_number - 1, expiry_week_number)) as last_week_number
    from weekly_incidents
    union all
    select
        customer_id,
        cast(null as varchar) as incident_id,
        cast(null as timestamp) as opened_at,
        cast(null as timestamp) as last_complaint_at,
        expiry_week_number + 1 as first_week_number,
        next_week_number - 1 as last_week_number
    from weekly_incidents
    where coalesce(next_week_number > expiry_week_number + 1, true)
    union all
    select
        customer_id,
        cast(null as varchar) as incident_id,
        cast(null as timestamp) as opened_at,
        cast(null as timestamp) as last_complaint_at,
        cast(null as bigint) as first_week_number,
        min(first_week_number) - 1 as last_week_number
    from weekly_incidents
    group by customer_id
),

runs as (
    select
        all_spells.customer_id,
        all_spells.start_week_number,
        all_spells.full_loss_id,
        all_spells.is_start_known,
        all_spells.last_week_number as spell_last_week_number,
        incident_runs.incident_id,
        incident_runs.opened_at,
        incident_runs.last_complaint_at,
        greatest(
            all_spells.first_week_number, coalesce(incident_runs.first_week_number, all_spells.first_week_number)
        ) as first_week_number,
        least(
            all_spells.last_week_number, coalesce(incident_runs.last_week_number, all_spells.last_week_number)
        ) as last_week_number
    from all_spells
    left join incident_runs
        on all_spells.customer_id = incident_runs.customer_id
)

select
    customer_id,
    start_week_number,
    is_start_known,
    incident_id,
    opened_at,
    last_complaint_at,
    first_week_number,
    last_week_number,
    case when last_week_number = spell_last_week_number then full_loss_id end as full_loss_id
from runs
where first_week_number <= last_week_number
