-- one row per customer and week on whose Monday the customer was active, also without a known first day
-- stored: view
with

runs_by_week as (
    select
        customer_runs.*,
        unnest(generate_series(first_week_number, last_week_number)) as week_number
    from customer_runs
)

select
    runs_by_week.*,
    week_ends.week,
    week_ends.starts_at,
    runs_by_week.week_number = runs_by_week.last_week_number
    and runs_by_week.full_loss_id is not null as is_lost_in_week
from runs_by_week
inner join week_ends
    on runs_by_week.week_number = week_ends.week_number
