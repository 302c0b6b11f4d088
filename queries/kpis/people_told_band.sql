-- label: People told
-- question: How many people may have heard from our customers about us?
-- family: people
-- shape: reduced
-- unit: people
-- better: down
-- clock: event
-- horizon: none
-- min_n: 20
-- uncertainty: assumption
-- additivity: distinct
-- needs: incidents.customer_id; incident_events.event_type=survey_answer or incident_events.event_type=customer_disputed or losses.lost_at
-- numerator: An assumption, not a measurement: each dissatisfied customer tells 10 to 15 people, each satisfied one whose complaint was handled 1 to 2; the value is the middle of the band. Where at least 20 customers said how many they told, their average is used instead.
-- denominator: None: it is an estimate over the customers, each once a week and by the worst sign.
-- excluded: What those people tell others in turn; any conversion to money.
-- traps: The published figures exaggerate: dissatisfied customers do talk more, but less than told. Use it to see the order of magnitude only.
select
    concat(weeks.customer_id, ':', cast(weeks.sign_week as varchar)) as case_id,
    weeks.sign_week as week,
    cast(null as timestamp) as matures_at,
    incidents.incident_id,
    weeks.customer_id,
    incidents.team_id,
    incidents.agent_id,
    incidents.channel,
    incidents.product,
    customers.segment,
    incidents.cause_code,
    incidents.severity,
    incidents.justified,
    coalesce(incidents.language, customers.language) as language,
    customers.is_internal,
    incidents.kind,
    case when weeks.is_dissatisfied then 1 else 0 end as numerator,
    1 as denominator,
    weeks.sign,
    weeks.sign_at,
    weeks.people_told
from satisfaction_weeks as weeks
inner join visible_customers as customers
    on weeks.customer_id = customers.customer_id
left join visible_incidents as incidents
    on weeks.incident_id = incidents.incident_id
