-- one row per incident and type of event that somebody coded by hand; detected events of that type are ignored there
-- What was read in a message and then confirmed is no such code (its id has a #): it does not silence what else was read.
-- A property of the loaded version, not of as_of: a code given later must not change a week that was final.
select distinct
    incident_id,
    event_type
from canonical.incident_events
where
    event_type in ('apology', 'promise_made', 'comp_offered', 'explanation')
    and coalesce(label_source, 'coded') <> 'detected'
    and not (coalesce(label_source, 'coded') = 'reviewed' and event_id like '%#%')
