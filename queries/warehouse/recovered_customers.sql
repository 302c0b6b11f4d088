-- one row per customer whose first complaint was fully recovered (all three parts), with what it is matched on
-- Tenure is counted from the opening month; the value band is that of the 12 complete months before it.
select
    cases.incident_id,
    cases.customer_id,
    cases.opened_month,
    cases.landmark_at,
    cases.left_at,
    cases.is_avoidable,
    coalesce(incidents.segment, '') as segment_key,
    calendar_months.month_number - 1 as month_number,
    coalesce(value_bands.value_band, 0) as value_key,
    case
        when customer_starts.first_start_on is null then 'unknown'
        when cases.opened_month < customer_starts.first_start_on + interval 1 year then 'under 1 year'
        when cases.opened_month < customer_starts.first_start_on + interval 3 year then '1 to 3 years'
        else 'over 3 years'
    end as tenure_key
from recovery_cases as cases
inner join incident_recovery
    on cases.incident_id = incident_recovery.incident_id
inner join visible_incidents as incidents
    on cases.incident_id = incidents.incident_id
inner join calendar_months
    on cases.opened_month = calendar_months.month
left join value_bands
    on
        cases.customer_id = value_bands.customer_id
        and calendar_months.month_number - 1 = value_bands.month_number
left join customer_starts
    on cases.customer_id = customer_starts.customer_id
where
    cases.count_earlier = 0
    and cases.is_at_landmark
    and incident_recovery.count_parts = 3
