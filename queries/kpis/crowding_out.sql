-- label: Crowding out
-- question: How much of our service time goes to the most demanding 5 % of customers?
-- family: value
-- shape: reduced
-- unit: ratio
-- better: down
-- clock: event
-- horizon: none
-- min_n: 100
-- uncertainty: bootstrap
-- additivity: distinct
-- needs: incident_events.duration_s; incidents.customer_id
-- numerator: Service minutes of the 5 % of customers (at least one) who took most of them in the week.
-- denominator: Service minutes of all customers in the week: calls, visits and the work of agents and managers.
-- excluded: Customers without any service minutes in the week; incidents without a customer.
-- traps: Large accounts need more time: look at it per revenue too. The panel waits_by_load shows what the others wait in quiet and in busy hours.
with

weekly_minutes as (
    select
        events.incident_id,
        cast(date_trunc('week', events.happened_on) as date) as week,
        60 * sum(events.hours) as service_minutes
    from event_costs as events
    where events.hours > 0
    group by events.incident_id, cast(date_trunc('week', events.happened_on) as date)
)

select
    concat(weekly_minutes.incident_id, ':', cast(weekly_minutes.week as varchar)) as case_id,
    weekly_minutes.week,
    cast(null as timestamp) as matures_at,
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
    weekly_minutes.service_minutes as numerator,
    1 as denominator
from weekly_minutes
inner join visible_incidents as incidents
    on weekly_minutes.incident_id = incidents.incident_id
where incidents.customer_id is not null
