-- one row per stratum, contact preference and set of interventions: complaints, and customers still there 90 days after the landmark
select
    cases.stratum,
    coalesce(customers.contact_preference, 'unknown') as contact_preference,
    coalesce(treatments.treatments, '') as treatments,
    count(*) as count_cases,
    cast(sum(cases.is_kept) as double) as count_successes,
    count(case when cases.is_randomised then 1 end) as count_drawn
from intervention_cases as cases
inner join parameters
    on cases.known_at <= parameters.as_of
inner join chosen.incident_facts as incidents
    on cases.incident_id = incidents.incident_id
left join case_treatments as treatments
    on cases.incident_id = treatments.incident_id
left join canonical.customers as customers
    on incidents.customer_id = customers.customer_id
where
    cases.is_kept is not null
    and cases.opened_quarter >= cast($first_quarter as date)
    and cases.opened_quarter <= cast($last_quarter as date)
group by
    cases.stratum,
    coalesce(customers.contact_preference, 'unknown'),
    coalesce(treatments.treatments, '')
