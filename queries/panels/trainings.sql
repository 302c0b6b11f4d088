-- one row per day and type of what was done for a whole team by the cut-off (training, for instance): a note on charts
select
    replace(type, '_', ' ') as text,
    min(started_at) as created_at
from canonical.interventions
where
    started_at <= (select as_of from parameters)
    and (type = 'staff_training' or level = 'team')
group by type, cast(started_at as date)
order by created_at, text
