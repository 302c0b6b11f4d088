-- one row per stratum and intervention tried 30 times or more, as known when the latest quarter began
select
    evidence.stratum,
    evidence.intervention,
    evidence.count_tried,
    evidence.share_kept,
    evidence.share_kept_shrunk,
    evidence.low,
    evidence.high,
    evidence.average_cost,
    evidence.is_best
from intervention_evidence as evidence
inner join (select max(quarter) as quarter from intervention_evidence) as latest
    on evidence.quarter = latest.quarter
order by evidence.stratum, evidence.share_kept_shrunk desc, evidence.intervention
