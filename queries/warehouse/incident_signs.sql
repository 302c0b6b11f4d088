-- one row per incident and sign of bad service that can be derived, with the first time it showed
with

all_signs as (
    select
        incident_id,
        'S02' as sign_code,
        started_at as sign_at
    from silent_waits
    union all
    select
        incident_id,
        'S04' as sign_code,
        transferred_at as sign_at
    from transfers
    where
        is_blind
        and not is_by_system
    union all
    select
        incident_id,
        sign_code,
        sign_at
    from text_signs
)

select
    incident_id,
    sign_code,
    min(sign_at) as first_at
from all_signs
group by incident_id, sign_code
