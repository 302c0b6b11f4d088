-- one row per moment at which somebody of the company really apologised or explained
-- stored: view
select
    incident_id,
    apologised_at as said_at
from apologies
where is_real
union all
select
    incident_id,
    explained_at as said_at
from explanations
