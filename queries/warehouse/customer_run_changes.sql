-- one row per begin (change 1) and per end (change -1) of a run of Mondays of a customer, in the week of the change
-- stored: view
with

changes as (
    select
        customer_runs.*,
        first_week_number as week_number,
        1 as change
    from customer_runs
    union all
    select
        customer_runs.*,
        last_week_number + 1 as week_number,
        -1 as change
    from customer_runs
)

select
    changes.*,
    numbered_weeks.week
from changes
inner join numbered_weeks
    on changes.week_number = numbered_weeks.week_number
