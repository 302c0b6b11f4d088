-- one row per week: complaints open at its end, and those of them opened more than 14 days before
select
    week,
    count(*) as count_open,
    count(case when is_overdue then 1 end) as count_overdue
from chosen.backlog
group by week
order by week
