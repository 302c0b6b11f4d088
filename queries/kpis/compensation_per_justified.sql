-- label: Compensation per justified complaint
-- question: How much compensation do we pay for a complaint that was justified?
-- family: compensation
-- shape: ratio
-- unit: money
-- better: neutral
-- clock: opened
-- horizon: 28 d
-- min_n: 20
-- uncertainty: bootstrap
-- additivity: additive
-- needs: incidents.justified; incident_events.event_type=comp_paid; incident_events.amount
-- numerator: Compensation paid on these incidents up to 28 days after opening, goodwill included, in the base currency.
-- denominator: Complaints and critical incidents opened in the week, judged justified or partly justified.
-- excluded: Incidents with a payment whose amount is missing or whose currency has no rate (unknown); complaints judged unjustified or not judged yet; questions and requests; incidents younger than 28 days.
-- traps: A few large payments dominate: look at the largest rows. Whether a complaint is justified is often decided late, so past weeks may be revised.
select
    incidents.incident_id as case_id,
    incidents.opened_week as week,
    incidents.opened_at + interval 28 day as matures_at,
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
    coalesce(costs.compensation, 0) as numerator,
    case when costs.incident_id is null or costs.compensation is not null then 1 end as denominator,
    incidents.opened_at
from visible_incidents as incidents
left join incident_costs as costs
    on incidents.incident_id = costs.incident_id
where
    incidents.is_complaint
    and incidents.justified in ('justified', 'partly')
