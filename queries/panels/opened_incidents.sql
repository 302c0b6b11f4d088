-- one row per complaint or critical incident opened in the weeks, the newest first, at most $most; count_all is all of them
-- Open or not, and whose it is, is looked up for these only.
with

newest as (
    select *
    from chosen.incident_facts
    where is_complaint
    order by opened_at desc, incident_id
    limit $most
)

select
    newest.incident_id,
    newest.customer_id,
    customers.name as customer_name,
    newest.opened_at,
    newest.first_claim_at,
    newest.verified_at,
    spells.incident_id is not null as is_open,
    newest.is_observed,
    newest.first_apology_at,
    newest.first_specific_apology_at,
    newest.first_non_apology_at,
    newest.loss_takes_effect_at,
    newest.cause_code,
    newest.justified,
    newest.team_id,
    (select count(*) from chosen.incident_facts where is_complaint) as count_all
from newest
left join open_spells as spells
    on
        newest.incident_id = spells.incident_id
        and spells.closed_at is null
left join canonical.customers as customers
    on newest.customer_id = customers.customer_id
order by newest.opened_at desc, newest.incident_id
