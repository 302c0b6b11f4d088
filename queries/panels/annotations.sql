-- one row per loaded note: the starting value of what people write about weeks, measures, incidents, customers and teams
select
    id,
    scope,
    ref,
    kind,
    text,
    author,
    created_at
from canonical.annotations
order by created_at, id
