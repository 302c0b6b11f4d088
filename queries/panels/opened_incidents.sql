-- one row per complaint or critical incident opened in the weeks, the newest first, at most $most; count_all is all of them
select
    incidents.incident_id,
    incidents.customer_id,
    customers.name as customer_name,
    incidents.opened_at,
    incidents.first_claim_at,
    incidents.verified_at,
    spells.incident_id is not null as is_open,
    incidents.is_observed,
    incidents.first_apology_at,
    incidents.first_specific_apology_at,
    incidents.first_non_apology_at,
    incidents.loss_takes_effect_at,
    incidents.cause_code,
    incidents.justified,
    incidents.team_id,
    (select count(*) from chosen.incident_facts where is_complaint) as count_all
from chosen.incident_facts as incidents
left join open_spells as spells
    on
        incidents.incident_id = spells.incident_id
        and spells.closed_at is null
left join canonical.customers as customers
    on incidents.customer_id = customers.customer_id
where incidents.is_complaint
order by incidents.opened_at desc, incidents.incident_id
limit $most
