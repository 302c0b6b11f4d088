-- one row per complaint open at the end of a week: how long ago it was opened, by then
select
    cases.incident_id,
    cases.customer_id,
    cases.opened_at,
    case
        when cases.is_overdue and cases.opened_at < week_ends.measured_at - interval 28 day then 'over_28'
        when cases.is_overdue then 'to_28'
        when cases.opened_at < week_ends.measured_at - interval 7 day then 'to_14'
        when cases.opened_at < week_ends.measured_at - interval 3 day then 'to_7'
        else 'to_3'
    end as part
from chosen.backlog as cases
inner join week_ends
    on cases.week = week_ends.week
