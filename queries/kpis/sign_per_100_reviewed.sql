-- label: Signs per 100 reviews
-- question: How many signs of bad service do reviewers find in 100 incidents?
-- family: signs
-- shape: ratio
-- unit: per_100
-- better: down
-- clock: event
-- horizon: none
-- min_n: 30
-- uncertainty: poisson
-- additivity: additive
-- needs: incident_events.event_type=qa_reviewed
-- numerator: Signs S01 to S18 that reviewers coded on these incidents up to the end of that week, since the week of the review before; × 100.
-- denominator: Complaints and critical incidents reviewed in the week.
-- excluded: Signs on incidents that nobody reviewed; signs found by reading texts automatically; questions and requests.
-- traps: Only as good as the sample: unless incidents are picked at random for review, the number is merely indicative.
select
    concat(reviews.incident_id, ':', cast(reviews.reviewed_week as varchar)) as case_id,
    reviews.reviewed_week as week,
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
    reviews.count_signs as numerator,
    1 as denominator,
    reviews.reviewed_at
from reviewed_incidents as reviews
inner join visible_incidents as incidents
    on reviews.incident_id = incidents.incident_id
where incidents.is_complaint
