-- one row per selection: complaints still watched and without an apology after 0, 7, 14, 21 and 28 days
select
    count(*) as days_0,
    count(case when duration >= 168 then 1 end) as days_7,
    count(case when duration >= 336 then 1 end) as days_14,
    count(case when duration >= 504 then 1 end) as days_21,
    count(case when duration >= 672 then 1 end) as days_28
from chosen.time_to_apology
where state = 'counted'
