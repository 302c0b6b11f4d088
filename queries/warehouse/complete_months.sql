-- one row per month begun by as_of, with the number of its last complete month: its own, or the one before while it runs
-- stored: view
select
    calendar_months.month,
    case
        when calendar_months.ends_at <= parameters.as_of then calendar_months.month_number
        else calendar_months.month_number - 1
    end as last_complete_month
from calendar_months
inner join parameters
    on calendar_months.starts_at <= parameters.as_of
