-- one row per complaint that counts for the apology rate: the best words of apology heard within seven days
select
    incidents.incident_id,
    incidents.customer_id,
    incidents.opened_at,
    case
        when incidents.first_specific_apology_at <= incidents.opened_at + interval 7 day then 'specific'
        when cases.numerator = 1 then 'formulaic'
        when incidents.first_non_apology_at <= incidents.opened_at + interval 7 day then 'non_apology'
        else 'none'
    end as part
from chosen.apology_rate as cases
inner join incident_facts as incidents
    on cases.incident_id = incidents.incident_id
where cases.state = 'counted'
