-- one row per customer and month end: revenue, cogs and cost to serve of the trailing 12 complete local months
-- The running month is measured at as_of: its 12 complete months end with the month before.
with

months_to_as_of as (
    select
        calendar_months.month,
        calendar_months.month_number,
        calendar_months.last_day,
        least(calendar_months.ends_at, parameters.as_of) as measured_at,
        calendar_months.ends_at,
        case
            when calendar_months.ends_at <= parameters.as_of then calendar_months.month_number
            else calendar_months.month_number - 1
        end as last_complete_month
    from calendar_months
    inner join parameters
        on calendar_months.starts_at <= parameters.as_of
    inner join (select min(month_number) as first_month from value_months) as data_months
        on calendar_months.month_number >= data_months.first_month
),

trailing_sums as (
    select
        value_months.customer_id,
        months_to_as_of.month,
        months_to_as_of.month_number,
        months_to_as_of.last_day,
        months_to_as_of.measured_at,
        months_to_as_of.last_complete_month,
        months_to_as_of.ends_at,
        bool_or(value_months.has_revenue) as has_revenue,
        sum(value_months.revenue) as revenue,
        sum(value_months.cogs) as cogs,
        sum(value_months.cost) as cost
    from value_months
    inner join months_to_as_of
        on value_months.month_number between months_to_as_of.last_complete_month - 11
            and months_to_as_of.last_complete_month
    group by
        value_months.customer_id,
        months_to_as_of.month,
        months_to_as_of.month_number,
        months_to_as_of.last_day,
        months_to_as_of.measured_at,
        months_to_as_of.last_complete_month,
        months_to_as_of.ends_at
)

select
    trailing_sums.customer_id,
    trailing_sums.month,
    trailing_sums.month_number,
    trailing_sums.last_day,
    trailing_sums.ends_at,
    trailing_sums.last_complete_month,
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
    trailing_sums.has_revenue,
    trailing_sums.revenue,
    trailing_sums.cogs,
    trailing_sums.revenue - trailing_sums.cogs as margin,
    trailing_sums.cost
from trailing_sums
inner join visible_customers as customers
    on trailing_sums.customer_id = customers.customer_id
left join latest_incidents
    on
        trailing_sums.customer_id = latest_incidents.customer_id
        and trailing_sums.month_number = latest_incidents.month_number
        and latest_incidents.opened_at >= trailing_sums.measured_at - interval 365 day
left join visible_incidents as incidents
    on latest_incidents.incident_id = incidents.incident_id
