-- one row per fact beside promises kept: what became of the broken ones
select
    'Broken promises that were never fulfilled' as label,
    avg(case when fulfilled_at is null then 1 else 0 end) as value,
    'percent' as unit,
    count(*) as count_cases,
    cast(null as varchar) as note
from chosen.promise_kept
where
    state = 'counted'
    and numerator = 0
