-- one row per incident event that had happened by as_of
-- stored: view
select events.*
from canonical.incident_events as events
inner join parameters
    on events.event_at <= parameters.as_of
