-- one row per customer and month end with at least 6 months as a customer: contacts per revenue of 12 complete months
-- Set against the median of the customer's segment. Revenue of 0 or less has no ratio. Without a first day the first month
-- with revenue counts as the beginning. Contacts of all kinds of incidents.
with

contacts_by_month as (
    select
        incidents.customer_id,
        calendar_months.month_number,
        count(*) as count_contacts
    from contact_sessions as contacts
    inner join visible_incidents as incidents
        on contacts.incident_id = incidents.incident_id
    inner join utc_offsets
        on cast(contacts.started_at as date) = utc_offsets.day
    inner join calendar_months
        on
            cast(
                date_trunc(
                    'month',
                    case
                        when contacts.started_at < utc_offsets.switch_at
                            then contacts.started_at + utc_offsets.offset_before
                        else contacts.started_at + utc_offsets.offset_after
                    end
                ) as date
            )
            = calendar_months.month
    where incidents.customer_id is not null
    group by incidents.customer_id, calendar_months.month_number
),

contacts_in_windows as (
    select
        customer_id,
        count_contacts,
        unnest(generate_series(month_number, month_number + 11)) as month_number
    from contacts_by_month
),

trailing_contacts as (
    select
        customer_id,
        month_number,
        sum(count_contacts) as count_contacts
    from contacts_in_windows
    group by customer_id, month_number
),

first_revenue_months as (
    select
        value_months.customer_id,
        min(calendar_months.month) as first_month
    from value_months
    inner join calendar_months
        on value_months.month_number = calendar_months.month_number
    where value_months.has_revenue
    group by value_months.customer_id
),

ratios as (
    select
        snapshots.customer_id,
        snapshots.month,
        snapshots.segment,
        coalesce(trailing_contacts.count_contacts, 0) as count_contacts,
        case
            when snapshots.revenue > 0 then coalesce(trailing_contacts.count_contacts, 0) / snapshots.revenue
        end as contacts_per_revenue
    from value_snapshots as snapshots
    inner join first_revenue_months
        on snapshots.customer_id = first_revenue_months.customer_id
    left join customer_starts
        on snapshots.customer_id = customer_starts.customer_id
    left join trailing_contacts
        on
            snapshots.customer_id = trailing_contacts.customer_id
            and snapshots.last_complete_month = trailing_contacts.month_number
    where
        snapshots.has_revenue
        and coalesce(customer_starts.first_start_on, first_revenue_months.first_month) + interval 6 month
        <= snapshots.last_day
),

segment_medians as (
    select
        month,
        segment,
        percentile_cont(0.5) within group (order by contacts_per_revenue) as segment_median
    from ratios
    group by month, segment
)

select
    ratios.customer_id,
    ratios.month,
    ratios.count_contacts,
    ratios.contacts_per_revenue,
    segment_medians.segment_median
from ratios
inner join segment_medians
    on
        ratios.month = segment_medians.month
        and coalesce(ratios.segment, '') = coalesce(segment_medians.segment, '')
