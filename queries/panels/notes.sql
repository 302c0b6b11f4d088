-- one row per note made by the cut-off that belongs on a chart of $kpi_id or on every chart: when, about what, its text
select
    scope,
    ref,
    kind,
    text,
    author,
    created_at
from canonical.annotations
where
    created_at <= (select as_of from parameters)
    and (scope in ('week', 'team') or (scope = 'kpi' and (ref is null or ref = $kpi_id)))
order by created_at, id
