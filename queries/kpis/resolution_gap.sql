-- label: Resolution gap
-- question: When we say it is solved, how often does the customer say it is not?
-- family: resolution
-- shape: ratio
-- unit: percent
-- better: down
-- clock: answered
-- horizon: none
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incident_events.question_id=resolved; incidents.resolved_at or incident_events.event_type=resolved
-- numerator: Of these, incidents whose customer answered that the matter was not solved.
-- denominator: Complaints and critical incidents that we had called resolved before the customer answered whether it was solved, in the week of the last answer.
-- excluded: Customers who did not answer; answers before any claim of ours; questions and requests.
-- traps: The unhappy may not answer. The true share lies between all silent customers saying yes and all saying no.
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
    case when answers.score = 0 then 1 else 0 end as numerator,
    1 as denominator,
    answers.question_id as item,
    answers.score,
    answers.answered_at,
    claims.first_claim_ever_at as first_claim_at
from survey_answers as answers
inner join visible_incidents as incidents
    on answers.incident_id = incidents.incident_id
inner join incident_claims as claims
    on answers.incident_id = claims.incident_id
where
    incidents.is_complaint
    and answers.question_id = 'resolved'
    and claims.first_claim_ever_at <= answers.answered_at
