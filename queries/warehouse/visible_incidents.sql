-- one row per incident opened by as_of, with its dimensions, local opening day and week; test accounts left out
with

incidents_at_as_of as (
    select
        incidents.*,
        customers.segment,
        customers.language as customer_language,
        coalesce(customers.is_internal, false) as is_internal,
        coalesce(customers.test_account, false) as is_test_account,
        parameters.as_of
    from canonical.incidents as incidents
    cross join parameters
    left join canonical.customers as customers
        on incidents.customer_id = customers.customer_id
    where incidents.opened_at <= parameters.as_of
),

with_local_day as (
    select
        incidents_at_as_of.*,
        cast(
            case
                when opened_at < utc_offsets.switch_at then opened_at + utc_offsets.offset_before
                else opened_at + utc_offsets.offset_after
            end as date
        ) as opened_on
    from incidents_at_as_of
    inner join utc_offsets
        on cast(incidents_at_as_of.opened_at as date) = utc_offsets.day
    where not is_test_account
)

select
    incident_id,
    customer_id,
    team_id,
    agent_id,
    channel,
    product,
    segment,
    cause_code,
    severity,
    failure_type,
    justified,
    coalesce(language, customer_language) as language,
    is_internal,
    kind,
    detected_by,
    cause_sub_code,
    cause_owner,
    cause_verified,
    external_escalation,
    coalesce(fcr_eligible, true) as is_fcr_eligible,
    deadline_at,
    coalesce(kind in ('complaint', 'critical_incident'), false) as is_complaint,
    opened_at,
    opened_on,
    cast(date_trunc('week', opened_on) as date) as opened_week,
    case when resolved_at <= as_of then resolved_at end as resolved_at
from with_local_day
