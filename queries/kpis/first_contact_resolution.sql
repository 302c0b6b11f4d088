-- label: First contact resolution
-- question: How many complaints are solved with one contact and no hand-over?
-- family: resolution
-- shape: ratio
-- unit: percent
-- better: up
-- clock: opened
-- horizon: 21 d
-- min_n: 20
-- uncertainty: wilson
-- additivity: additive
-- needs: incidents.resolved_at or incident_events.event_type=resolved; incident_events.event_type=message or incident_events.event_type=call or incident_events.event_type=visit
-- numerator: Incidents called resolved at most 14 days after opening, after at most one contact of the customer, without a transfer, and with no contact, reopening or dispute in the 7 days after that claim.
-- denominator: All complaints and critical incidents opened in the week that one contact could have solved (where this is not recorded, it could).
-- excluded: Incidents marked as not solvable in one contact; questions and requests; incidents younger than 21 days.
-- traps: A message that only says thanks is no contact. Messages at most 30 minutes apart are one contact.
select
    incidents.incident_id as case_id,
    incidents.opened_week as week,
    incidents.opened_at + interval 21 day as matures_at,
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
        when
            incidents.first_claim_at <= incidents.opened_at + interval 14 day
            and contacts.count_contacts_before <= 1
            and contacts.count_transfers_before = 0
            and contacts.count_returns_after = 0
            then 1
        else 0
    end as numerator,
    1 as denominator,
    incidents.opened_at,
    incidents.first_claim_at,
    contacts.count_contacts_before,
    contacts.count_transfers_before,
    contacts.count_returns_after
from incident_facts as incidents
left join first_claim_contacts as contacts
    on incidents.incident_id = contacts.incident_id
where
    incidents.is_complaint
    and incidents.is_fcr_eligible
