-- label: Effort ratio, customer to company
-- question: How much effort do customers put in for each point of effort they see from us?
-- family: effort
-- shape: ratio
-- unit: ratio
-- better: down
-- clock: answered
-- horizon: none
-- min_n: 20
-- uncertainty: bootstrap
-- additivity: additive
-- beside: customer_more_effort
-- needs: incident_events.question_id=effort_customer; incident_events.question_id=effort_company
-- numerator: Sum of the customers' scores for their own effort; 1 is balance.
-- denominator: Sum of the same customers' scores for our effort, over complaints and critical incidents with both answers, in the week of the later last answer.
-- excluded: Incidents with only one of the two answers (unknown); customers who did not answer; questions and requests.
-- traps: A ratio of sums, never a mean of ratios. The scores are ranks, not amounts: lead with the share of customers who put in more effort.
select
    answers.incident_id as case_id,
    answers.answered_week as week,
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
    answers.customer_effort as numerator,
    case when answers.customer_effort is not null then answers.company_effort end as denominator,
    answers.customer_effort,
    answers.company_effort,
    answers.answered_at
from effort_answers as answers
inner join visible_incidents as incidents
    on answers.incident_id = incidents.incident_id
where incidents.is_complaint
