-- one row per complaint whose customer was still there at the landmark, when interventions are recorded at all
-- Outcome: kept = no avoidable loss in the 90 days after the landmark; unknown when the customer left for another reason or
-- was parted with in that time. Stratum = segment, severity, earlier complaints (0, 1, 2 or more), value band of the 12
-- complete months before the opening month.
with

recorded_interventions as (
    select count(*) as count_rows
    from canonical.interventions
),

interventions_by_case as (
    select
        incident_id,
        bool_or(intervention in ('apology_call', 'apology_written')) as has_apology,
        bool_or(
            intervention in ('refund', 'discount', 'gift', 'free_product', 'replacement', 'rain_check')
        ) as has_compensation,
        sum(case when intervention in ('apology_call', 'apology_written') then cost end) as apology_cost,
        count(case when intervention in ('apology_call', 'apology_written') and cost is null then 1 end)
            as count_unknown_costs,
        bool_or(is_randomised) as is_randomised
    from case_interventions
    group by incident_id
)

select
    cases.incident_id,
    cases.opened_quarter,
    cases.landmark_at,
    cases.landmark_at + interval 90 day as known_at,
    case
        when coalesce(cases.left_at > cases.landmark_at + interval 90 day, true) then 1
        when cases.is_avoidable then 0
    end as is_kept,
    concat(
        coalesce(incidents.segment, 'no segment'),
        ' / severity ',
        coalesce(cast(incidents.severity as varchar), 'unknown'),
        ' / ',
        case when cases.count_earlier >= 2 then '2+' else cast(cases.count_earlier as varchar) end,
        ' earlier / value ',
        coalesce(cast(value_bands.value_band as varchar), 'unknown')
    ) as stratum,
    coalesce(interventions.has_apology, false) as has_apology,
    coalesce(interventions.has_compensation, false) as has_compensation,
    case when interventions.count_unknown_costs = 0 then coalesce(interventions.apology_cost, 0) end as apology_cost,
    coalesce(interventions.is_randomised, false) as is_randomised
from recovery_cases as cases
inner join recorded_interventions
    on recorded_interventions.count_rows > 0
inner join visible_incidents as incidents
    on cases.incident_id = incidents.incident_id
inner join calendar_months
    on cases.opened_month = calendar_months.month
left join value_bands
    on
        cases.customer_id = value_bands.customer_id
        and calendar_months.month_number - 1 = value_bands.month_number
left join interventions_by_case as interventions
    on cases.incident_id = interventions.incident_id
where cases.is_at_landmark
