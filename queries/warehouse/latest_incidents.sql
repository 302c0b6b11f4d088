-- one row per customer and month up to as_of: the customer's latest incident opened by the end of that month
with

months_to_as_of as (
    select
        month,
        month_number,
        ends_at
    from calendar_months
    inner join parameters
        on calendar_months.starts_at <= parameters.as_of
),

openings as (
    select
        incidents.customer_id,
        calendar_months.month_number,
        max(incidents.opened_at) as opened_at
    from visible_incidents as incidents
    inner join calendar_months
        on cast(date_trunc('month', incidents.opened_on) as date) = calendar_months.month
    where incidents.customer_id is not null
    group by incidents.customer_id, calendar_months.month_number
),

following_openings as (
    select
        openings.*,
        lead(month_number) over (partition by customer_id order by month_number) as next_month_number
    from openings
),

latest_openings as (
    select
        following_openings.customer_id,
        months_to_as_of.month_number,
        following_openings.opened_at
    from following_openings
    inner join months_to_as_of
        on
            months_to_as_of.month_number between following_openings.month_number
            and following_openings.month_number + 12
            and coalesce(months_to_as_of.month_number < following_openings.next_month_number, true)
)

select
    latest_openings.customer_id,
    latest_openings.month_number,
    latest_openings.opened_at,
    max(incidents.incident_id) as incident_id
from latest_openings
inner join visible_incidents as incidents
    on
        latest_openings.customer_id = incidents.customer_id
        and latest_openings.opened_at = incidents.opened_at
group by latest_openings.customer_id, latest_openings.month_number, latest_openings.opened_at
