-- one row per measure whose limits were reset: the day of the last reset
select
    ref as kpi_id,
    max(cast(created_at as date)) as reset_on
from canonical.annotations
where
    kind = 'baseline_reset'
    and scope = 'kpi'
    and ref is not null
group by ref
