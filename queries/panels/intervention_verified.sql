-- one row per stratum, contact preference and set of interventions: complaints, and those with a solution within 14 days that held
select
    cases.stratum,
    coalesce(customers.contact_preference, 'unknown') as contact_preference,
    coalesce(treatments.treatments, '') as treatments,
    count(*) as count_cases,
    cast(sum(outcomes.numerator) as double) as count_successes,
    count(case when cases.is_randomised then 1 end) as count_drawn
from intervention_cases as cases
inner join chosen.verified_resolved_14d as outcomes
    on
        cases.incident_id = outcomes.incident_id
        and outcomes.state = 'counted'
left join case_treatments as treatments
    on cases.incident_id = treatments.incident_id
left join canonical.customers as customers
    on outcomes.customer_id = customers.customer_id
where
    cases.opened_quarter >= cast($first_quarter as date)
    and cases.opened_quarter <= cast($last_quarter as date)
group by
    cases.stratum,
    coalesce(customers.contact_preference, 'unknown'),
    coalesce(treatments.treatments, '')
