-- label: Recovery paradox
-- question: Are fully recovered customers more loyal than customers who never had a complaint?
-- family: recovery
-- shape: reduced
-- unit: points
-- better: up
-- clock: quarter
-- horizon: 379 d
-- min_n: 100
-- uncertainty: kaplan_meier
-- additivity: cases
-- needs: losses.lost_at; incidents.customer_id; customers.acquired_at or customer_spells.start_at; incident_events.event_type=comp_offered
-- numerator: Share still with us 365 days after the landmark among fully recovered customers (all three parts at their first complaint), less the same share among matched customers without a complaint; in percentage points, both by Kaplan and Meier.
-- denominator: Fully recovered customers and, for each, up to five customers of the same segment, tenure and value band, active then and without a complaint by then, watched from the same day.
-- excluded: Recovered customers without a match (unknown); customers lost at or before the landmark.
-- traps: Expected near or below zero: the paradox is found for satisfaction, not for behaviour. Needs 50 customers in each group.
select
    case
        when matches.is_recovered then matches.incident_id
        else concat(matches.incident_id, ':', matches.customer_id)
    end as case_id,
    cast(date_trunc('quarter', incidents.opened_on) as date) as quarter,
    matches.landmark_at as matures_at,
    incidents.incident_id,
    matches.customer_id,
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
    case when matches.is_event then 1 else 0 end as numerator,
    case when matches.is_matched then 1 end as denominator,
    matches.is_recovered,
    matches.customer_weight,
    matches.duration
from recovery_matches as matches
inner join visible_incidents as incidents
    on matches.incident_id = incidents.incident_id
