-- label: Effect of an apology beside compensation
-- question: Do customers who get an apology with their compensation stay more often than those who get compensation alone?
-- family: interventions
-- shape: reduced
-- unit: points
-- better: up
-- clock: quarter
-- horizon: 104 d
-- min_n: 60
-- uncertainty: mantel_haenszel
-- additivity: cases
-- needs: interventions.type; interventions.started_at; losses.lost_at; incidents.customer_id
-- numerator: Share kept for 90 days after the landmark (14 days after opening) with apology and compensation, less the share kept with compensation alone, within strata of segment, severity, earlier complaints and value band (Mantel-Haenszel), in percentage points.
-- denominator: Complaints and critical incidents whose customer got compensation (refund, discount, gift, free product, replacement or rain check) within 14 days and was still a customer then.
-- excluded: Customers who left for another reason (death, a move, the natural flow, parted with) within the 90 days (unknown); landmarks less than 90 days ago.
-- traps: An association unless the arm was drawn by chance (column is_randomised): severity is judged by the same staff who choose the intervention. Shown only with 30 cases in each group and 80 % of the treated in strata that hold both.
select
    incidents.incident_id as case_id,
    cases.opened_quarter as quarter,
    cases.known_at as matures_at,
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
    cases.is_kept as numerator,
    case when cases.is_kept is not null then 1 end as denominator,
    cases.has_apology as is_treated,
    cases.stratum,
    cases.is_randomised,
    cases.landmark_at
from intervention_cases as cases
inner join visible_incidents as incidents
    on cases.incident_id = incidents.incident_id
where cases.has_compensation
