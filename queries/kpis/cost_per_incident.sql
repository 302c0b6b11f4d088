-- label: Cost per incident
-- question: What does handling a complaint cost us?
-- family: compensation
-- shape: ratio
-- unit: money
-- better: down
-- clock: opened
-- horizon: 28 d
-- min_n: 20
-- uncertainty: bootstrap
-- additivity: additive
-- needs: settings.key=rate_per_hour; incident_events.duration_s
-- numerator: Minutes of calls, visits and the work of agents and managers at the hourly rate of the channel, and compensation paid, up to 28 days after opening, in the base currency.
-- denominator: All complaints and critical incidents opened in the week.
-- excluded: Incidents with a payment that is missing its amount or rate of exchange, or with minutes on a channel without hourly rate (unknown); questions and requests; incidents younger than 28 days.
-- traps: An estimate from logged minutes: contacts whose length was not recorded cost nothing here. Cheap is not good: read it with verified resolution.
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
    coalesce(costs.staff_cost, 0) + coalesce(costs.compensation, 0) as numerator,
    case
        when costs.incident_id is null then 1
        when costs.staff_cost is not null and costs.compensation is not null then 1
    end as denominator,
    incidents.opened_at,
    costs.staff_minutes,
    costs.staff_cost,
    costs.compensation
from visible_incidents as incidents
left join incident_costs as costs
    on incidents.incident_id = costs.incident_id
where incidents.is_complaint
