-- label: Customer put in more effort
-- subject: the share whose customers worked harder
-- question: How many customers say that they put in more effort than we did?
-- family: effort
-- overview: 5
-- shape: ratio
-- unit: percent
-- better: down
-- clock: answered
-- horizon: none
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incident_events.question_id=effort_customer; incident_events.question_id=effort_company
-- numerator: Of these, incidents whose customer gave a higher score to the own effort than to ours.
-- denominator: Complaints and critical incidents whose customer answered both questions on effort (1 to 5), in the week of the later last answer.
-- excluded: Incidents with only one of the two answers (unknown); customers who did not answer; earlier answers to the same question; questions and requests.
-- traps: A tie is not more. The unhappy often do not answer: read it beside the response rate. A repeated answer moves the case to its later week.
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
    case when answers.customer_effort > answers.company_effort then 1 else 0 end as numerator,
    case when answers.customer_effort is not null and answers.company_effort is not null then 1 end as denominator,
    answers.customer_effort,
    answers.company_effort,
    answers.answered_at
from effort_answers as answers
inner join visible_incidents as incidents
    on answers.incident_id = incidents.incident_id
where incidents.is_complaint
