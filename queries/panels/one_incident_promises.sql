-- one row per promise of the company on the incident $incident_id: when it was made, due, fulfilled or called off
select
    promise_id,
    made_at,
    is_dated,
    due_at,
    fulfilled_at,
    cancelled_at,
    is_kept,
    is_called_off,
    payer
from promises
where incident_id = $incident_id
order by made_at, promise_id
