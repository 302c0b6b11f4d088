-- one row per sign of bad service that the loaded version lets us see: S02 and S04 always, S01 and S15 with text labels
-- A property of the loaded version, not of as_of.
select 'S02' as sign_code
union all
select 'S04' as sign_code
union all
select distinct 'S01' as sign_code
from canonical.text_labels
where label = 'greeting'
union all
select distinct 'S15' as sign_code
from (
    select event_id
    from canonical.text_labels
    where label = 'thanks'
    union all
    select event_id
    from canonical.incident_events
    where
        event_type = 'thanked'
        and actor_type in ('agent', 'manager')
) as thanks
