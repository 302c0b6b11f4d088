-- label: Cost of one more customer kept
-- question: What does it cost to keep one more customer by apologising beside the compensation?
-- family: interventions
-- shape: reduced
-- unit: money
-- better: down
-- clock: quarter
-- horizon: 104 d
-- min_n: 60
-- uncertainty: bootstrap
-- additivity: cases
-- needs: interventions.type; interventions.started_at; losses.lost_at; incidents.customer_id; interventions.cost
-- numerator: Cost of the apologies (calls and letters) to the treated customers.
-- denominator: Customers kept by them: the adjusted effect times the number of treated customers.
-- excluded: Treated customers for whom the cost of an apology is not recorded (unknown); everything the adjusted effect leaves out.
-- traps: Shown only while the effect is above zero beyond chance (its lower limit); otherwise there is nothing to divide by.
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
    case when cases.is_kept is not null and (not cases.has_apology or cases.apology_cost is not null) then 1 end
        as denominator,
    cases.has_apology as is_treated,
    cases.stratum,
    case when cases.has_apology then cases.apology_cost else 0 end as cost,
    cases.is_randomised,
    cases.landmark_at
from intervention_cases as cases
inner join visible_incidents as incidents
    on cases.incident_id = incidents.incident_id
where cases.has_compensation
