-- one row per intervention tried 30 times or more on complaints like the latest of the customer $customer_id
-- Alike: the stratum of the intervention table; as known when the latest quarter began.
with

own as (
    select cases.stratum
    from intervention_cases as cases
    inner join recovery_cases as complaints
        on cases.incident_id = complaints.incident_id
    where complaints.customer_id = $customer_id
    order by complaints.landmark_at desc, cases.incident_id desc
    limit 1
)

select
    evidence.stratum,
    evidence.intervention,
    evidence.count_tried,
    evidence.share_kept,
    evidence.low,
    evidence.high,
    evidence.average_cost,
    evidence.is_best
from intervention_evidence as evidence
inner join own
    on evidence.stratum = own.stratum
inner join (select max(quarter) as quarter from intervention_evidence) as latest
    on evidence.quarter = latest.quarter
order by evidence.share_kept_shrunk desc, evidence.intervention
