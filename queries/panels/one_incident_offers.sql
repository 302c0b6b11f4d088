-- one row per offer of compensation on the incident $incident_id: who offered how much, and who had to approve it when
select
    offer_id,
    offered_at,
    offering_agent_id,
    offer_kind,
    amount,
    own_limit,
    is_above_limit,
    approved_at,
    is_approved_in_time
from offers
where incident_id = $incident_id
order by offered_at, offer_id
