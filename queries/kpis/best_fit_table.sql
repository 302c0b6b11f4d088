-- label: Treated as the evidence suggests
-- question: How many new complaints get the intervention that worked best for customers like these?
-- family: interventions
-- shape: ratio
-- unit: table
-- better: up
-- clock: quarter
-- horizon: 14 d
-- min_n: 30
-- uncertainty: wilson
-- additivity: additive
-- needs: interventions.type; interventions.started_at; losses.lost_at; incidents.customer_id
-- numerator: Complaints that got, within 14 days, the intervention that had kept most customers of the same stratum in the quarters before.
-- denominator: Complaints and critical incidents of the quarter in a stratum with evidence: at least two interventions tried 30 times or more, and the best one's interval above the intervals of all others when the quarter began.
-- excluded: Complaints in strata without evidence (unknown); customers lost within 14 days.
-- traps: The winner's curse: a best intervention looks better than it is, so the shares are drawn towards the overall share and tested on the next quarter. “None” can be the best.
select
    incidents.incident_id as case_id,
    cases.opened_quarter as quarter,
    cases.landmark_at as matures_at,
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
    case
        when done.incident_id is not null then 1
        when evidence.intervention = 'none' and cases_with_intervention.incident_id is null then 1
        else 0
    end as numerator,
    case when evidence.stratum is not null then 1 end as denominator,
    cases.stratum,
    evidence.intervention as best_intervention,
    evidence.count_tried,
    evidence.share_kept_shrunk
from intervention_cases as cases
inner join visible_incidents as incidents
    on cases.incident_id = incidents.incident_id
left join intervention_evidence as evidence
    on
        cases.opened_quarter = evidence.quarter
        and cases.stratum = evidence.stratum
        and evidence.is_best
left join case_interventions as done
    on
        cases.incident_id = done.incident_id
        and evidence.intervention = done.intervention
left join (select distinct incident_id from case_interventions) as cases_with_intervention
    on cases.incident_id = cases_with_intervention.incident_id
