-- one row per stretch as a customer that had begun by as_of: first day, last day (empty = still a customer), how it ended
-- As given; else derived: from each start to the next loss (full or ended by us). A partial loss ends nothing.
-- The last day is the day of loss, so a customer is active on day d when start_on <= d <= end_on.
with

given_spells as (
    select
        spells.customer_id,
        spells.start_at as start_on,
        case when end_days.starts_at <= parameters.as_of then spells.end_at end as end_on
    from canonical.customer_spells as spells
    inner join visible_customers as customers
        on spells.customer_id = customers.customer_id
    inner join local_offsets as start_days
        on spells.start_at = start_days.day
    inner join parameters
        on start_days.starts_at <= parameters.as_of
    left join local_offsets as end_days
        on spells.end_at = end_days.day
),

ends_of_starts as (
    select
        starts.customer_id,
        starts.start_on,
        min(losses.lost_on) as end_on
    from spell_starts as starts
    left join visible_losses as losses
        on
            starts.customer_id = losses.customer_id
            and losses.lost_on >= starts.start_on
            and losses.loss_id <> coalesce(starts.undone_loss_id, '')
    group by starts.customer_id, starts.start_on
),

derived_spells as (
    select
        customer_id,
        min(start_on) as start_on,
        end_on
    from ends_of_starts
    group by customer_id, end_on
),

all_spells as (
    select *
    from given_spells
    union all
    select *
    from derived_spells
)

select
    all_spells.customer_id,
    all_spells.start_on,
    all_spells.end_on,
    leavings.full_loss_id,
    cast(date_trunc('week', all_spells.start_on) as date) as start_week,
    cast(date_trunc('week', all_spells.end_on) as date) as end_week
from all_spells
left join leavings
    on
        all_spells.customer_id = leavings.customer_id
        and all_spells.end_on = leavings.lost_on
