-- one row per fact beside the backlog: how many of the open complaints are overdue
select
    'Open for more than 14 days' as label,
    count(case when is_overdue then 1 end) as value,
    'count' as unit,
    count(*) as count_cases,
    cast(null as varchar) as note
from chosen.backlog
where state = 'counted'
