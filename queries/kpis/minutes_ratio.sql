-- label: Minutes ratio
-- question: How many minutes does a customer spend for each minute we spend?
-- family: effort
-- shape: ratio
-- unit: ratio
-- better: down
-- clock: opened
-- horizon: 14 d
-- min_n: 20
-- uncertainty: bootstrap
-- additivity: additive
-- needs: incident_events.duration_s
-- numerator: Customers' minutes up to 14 days after opening: waiting (at most 30 minutes for each wait) and talking in calls and visits.
-- denominator: Our minutes in the same time: calls, visits and the work of agents and managers, over complaints and critical incidents opened in the week.
-- excluded: Incidents without any minute on record (unknown); questions and requests; incidents younger than 14 days.
-- traps: Waiting for a letter is time passing, not effort: each wait counts at most 30 minutes. Contacts whose length was not recorded count nothing.
select
    incidents.incident_id as case_id,
    incidents.opened_week as week,
    incidents.opened_at + interval 14 day as matures_at,
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
    coalesce(effort.customer_minutes, 0) as numerator,
    case when effort.customer_minutes is not null or effort.company_minutes is not null then coalesce(effort.company_minutes, 0) end as denominator,
    incidents.opened_at
from visible_incidents as incidents
left join incident_effort as effort
    on incidents.incident_id = effort.incident_id
where incidents.is_complaint
