-- one row per week in which we parted with customers: how many
select
    lost_week as week,
    count(*) as count_partings
from chosen.partings as partings
group by lost_week
order by lost_week
