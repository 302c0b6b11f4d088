-- label: Retention after a complaint
-- question: How many customers are still with us 90 days after their first complaint should have been put right?
-- family: recovery
-- shape: time_to_event
-- unit: survival
-- better: up
-- clock: opened
-- horizon: 104 d
-- min_n: 30
-- uncertainty: kaplan_meier
-- additivity: cases
-- also_by: handling
-- needs: losses.lost_at; incidents.customer_id; customers.acquired_at or customer_spells.start_at
-- numerator: Days from the landmark (14 days after opening) to a loss that could have been avoided; the share still with us after 90 days, by Kaplan and Meier. Death, a move, the natural flow and customers we parted with end the watch without counting as a loss.
-- denominator: Customers with a complaint or critical incident, once each, at their first one, who were still customers at the landmark.
-- excluded: Customers lost at or before the landmark; customers not at the landmark yet.
-- traps: An association, not an effect: groups by handling (parts of the recovery within 14 days, 0 to 3) were not formed by chance. Customers who cannot leave (contract, monopoly) stay whatever we do: look at them apart (column lock_in).
select
    cases.customer_id as case_id,
    incidents.opened_week as week,
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
    greatest(
        0, (epoch(coalesce(cases.left_at, parameters.as_of)) - epoch(cases.landmark_at)) / 86400.0
    ) as duration,
    cases.left_at is not null and coalesce(cases.is_avoidable, false) as is_event,
    recovery.count_parts as handling,
    incidents.opened_at,
    cases.landmark_at,
    cases.left_at,
    customers.lock_in
from recovery_cases as cases
cross join parameters
inner join visible_incidents as incidents
    on cases.incident_id = incidents.incident_id
inner join incident_recovery as recovery
    on cases.incident_id = recovery.incident_id
inner join visible_customers as customers
    on cases.customer_id = customers.customer_id
where
    cases.count_earlier = 0
    and cases.is_at_landmark
