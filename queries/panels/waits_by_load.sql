-- one row per kind of hour (busy or quiet): how long customers outside the week's most demanding 5 % waited in these weeks
select
    is_busy,
    count(*) as count_waits,
    percentile_cont(0.5) within group (order by wait_s) as median_wait_s
from waits_of_others
where
    week >= $first_week
    and week <= $last_week
group by is_busy
order by is_busy
