-- one row per customer and day on which a stretch as a customer began, by as_of
-- Without a table of spells: the day of acquisition, and each day a lost customer came back. ended_loss_id tells which
-- loss a return undid.
-- stored: view
with

given_spells as (
    select count(*) as count_rows
    from canonical.customer_spells
),

first_days as (
    select
        customers.customer_id,
        customers.acquired_at as start_on,
        cast(null as varchar) as undone_loss_id
    from visible_customers as customers
    cross join given_spells
    where
        given_spells.count_rows = 0
        and customers.acquired_at is not null
    union all
    select
        losses.customer_id,
        losses.won_back_on as start_on,
        losses.loss_id as undone_loss_id
    from visible_losses as losses
    cross join given_spells
    where
        given_spells.count_rows = 0
        and losses.won_back_on >= losses.lost_on
)

select
    first_days.customer_id,
    first_days.start_on,
    first_days.undone_loss_id
from first_days
inner join local_offsets
    on first_days.start_on = local_offsets.day
inner join parameters
    on local_offsets.starts_at <= parameters.as_of
