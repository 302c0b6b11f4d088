-- label: Blind transfers
-- question: How many transfers pass the customer on without helping first?
-- family: signs
-- shape: ratio
-- unit: percent
-- better: down
-- clock: event
-- horizon: none
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incident_events.event_type=transfer; incident_events.actor_id
-- numerator: Of these, transfers not coded warm (no code counts as cold) whose author had sent nothing to the customer on that incident before.
-- denominator: Transfers of complaints and critical incidents in the week, by people.
-- excluded: Transfers by the system; cold transfers whose author is not recorded (unknown); questions and requests.
-- traps: A transfer counts as blind by what is logged: an unlogged call looks like no help.
select
    transfers.transfer_id as case_id,
    transfers.transfer_week as week,
    cast(null as timestamp) as matures_at,
    incidents.incident_id,
    incidents.customer_id,
    incidents.team_id,
    incidents.agent_id,
    incidents.channel,
    incidents.product,
    incidents.segment,
    incidents.cause_code,
    incidents.severity,
    incidents.justified,
    incidents.language,
    incidents.is_internal,
    incidents.kind,
    case when transfers.is_blind then 1 else 0 end as numerator,
    case when transfers.is_blind is not null then 1 end as denominator,
    transfers.transferred_at,
    transfers.transfer_code,
    transfers.actor_id,
    transfers.actor_team_id
from transfers
inner join visible_incidents as incidents
    on transfers.incident_id = incidents.incident_id
where
    incidents.is_complaint
    and not transfers.is_by_system
