-- one row per week of the calendar, numbered without gaps
-- stored: view
select
    week,
    row_number() over (order by week) as week_number,
    starts_at,
    ends_at
from calendar_weeks
