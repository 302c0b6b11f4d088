-- one row per note made by the cut-off that belongs on a chart of $kpi_id or on every chart: when, about what, its text
-- What was done for a whole team (training, for instance) is a note too, once a day and type.
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
union all
select
    'week' as scope,
    cast(null as varchar) as ref,
    'training' as kind,
    replace(type, '_', ' ') as text,
    cast(null as varchar) as author,
    min(started_at) as created_at
from canonical.interventions
where
    started_at <= (select as_of from parameters)
    and (type = 'staff_training' or level = 'team')
group by type, cast(started_at as date)
order by created_at, text
