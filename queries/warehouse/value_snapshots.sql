-- one row per customer and month end: revenue, cogs and cost to serve of the trailing 12 complete local months
-- The running month is measured at as_of: its 12 complete months end with the month before.
with

months_to_as_of as (
    select
        calendar_months.month,
        calendar_months.month_number,
        calendar_months.last_day,
        calendar_months.ends_at,
        least(calendar_months.ends_at, parameters.as_of) as measured_at,
        complete_months.last_complete_month
    from complete_months
    inner join calendar_months
        on complete_months.month = calendar_months.month
    cross join parameters
)

select
    sums.customer_id,
    months.month,
    months.month_number,
    months.last_day,
    months.ends_at,
    months.last_complete_month,
    incidents.incident_id,
    incidents.team_id,
    incidents.agent_id,
    incidents.channel,
    incidents.product,
    customers.segment,
    incidents.cause_code,
    incidents.severity,
    incidents.justified,
    coalesce(incidents.language, customers.language) as language,
    customers.is_internal,
    incidents.kind,
    sums.has_revenue,
    sums.revenue,
    sums.cogs,
    sums.revenue - sums.cogs as margin,
    sums.cost
from trailing_values as sums
inner join months_to_as_of as months
    on sums.month_number = months.last_complete_month
inner join visible_customers as customers
    on sums.customer_id = customers.customer_id
left join latest_incidents
    on
        sums.customer_id = latest_incidents.customer_id
        and months.month_number = latest_incidents.month_number
        and latest_incidents.opened_at >= months.measured_at - interval 365 day
left join visible_incidents as incidents
    on latest_incidents.incident_id = incidents.incident_id
