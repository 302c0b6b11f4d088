-- one row per loaded target: the starting value of those that people set; scope `all` is the whole company
select
    kpi_id,
    scope,
    valid_from,
    value,
    direction,
    owner
from canonical.targets
where value is not null
order by kpi_id, valid_from, scope
