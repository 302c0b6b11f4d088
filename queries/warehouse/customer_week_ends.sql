-- one row per customer and week at whose end the customer was active, also without a known first day
-- The end of a week is the next Monday, 00:00 local: started before it and not lost on it or before. The running week is
-- measured at as_of.
-- stored: view
with

runs_by_week as (
    select
        customer_runs.*,
        unnest(
            generate_series(greatest(first_week_number, start_week_number + 1) - 1, last_week_number - 1)
        ) as week_number
    from customer_runs
)

select
    runs_by_week.*,
    week_ends.week,
    week_ends.measured_at,
    week_ends.last_month_number
from runs_by_week
inner join week_ends
    on runs_by_week.week_number = week_ends.week_number
