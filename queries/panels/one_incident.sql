-- one row per visible incident with the id $incident_id: what it is, and where it stands
select
    incidents.*,
    parameters.as_of,
    recorded.counterpart_agent_id,
    teams.name as team_name,
    customers.name as customer_name,
    open_incidents.incident_id is not null as is_open,
    open_incidents.limit_at,
    open_incidents.waiting_since,
    coalesce(open_incidents.is_silent, false) as is_silent,
    coalesce(open_incidents.is_customer_gone, false) as is_customer_gone,
    open_incidents.revenue,
    claims.undone_at as last_claim_undone_at,
    claims.denied_at as last_claim_denied_at
from incident_facts as incidents
cross join parameters
left join canonical.incidents as recorded
    on incidents.incident_id = recorded.incident_id
left join canonical.teams as teams
    on incidents.team_id = teams.team_id
left join canonical.customers as customers
    on incidents.customer_id = customers.customer_id
left join open_incidents
    on incidents.incident_id = open_incidents.incident_id
left join claims
    on
        incidents.incident_id = claims.incident_id
        and incidents.last_claim_at = claims.claimed_at
where incidents.incident_id = $incident_id
