-- one row per target of the whole company
select kpi_id, valid_from, value
from canonical.targets
where value is not null and coalesce(scope, 'all') = 'all'
order by kpi_id, valid_from
