-- label: Deadline met
-- question: How many complaints get their final answer by the deadline?
-- family: resolution
-- shape: ratio
-- unit: percent
-- better: up
-- clock: deadline
-- horizon: none
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incidents.deadline_at; incidents.resolved_at or incident_events.event_type=resolved
-- numerator: Of these, incidents first called resolved at or before the deadline, and before any loss of the customer took effect.
-- denominator: Complaints and critical incidents whose deadline fell in the week and is over.
-- excluded: Incidents without a deadline or whose deadline is still to come; questions and requests.
-- traps: The legal clock may differ (date of receipt, working days): the deadline in the data must follow the rule that applies.
select
    incidents.incident_id as case_id,
    deadlines.deadline_week as week,
    incidents.deadline_at as matures_at,
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
    case when incidents.first_claim_at <= incidents.deadline_at then 1 else 0 end as numerator,
    1 as denominator,
    incidents.opened_at,
    incidents.deadline_at,
    incidents.first_claim_at
from deadlines as deadlines
inner join incident_facts as incidents
    on deadlines.incident_id = incidents.incident_id
where incidents.is_complaint
