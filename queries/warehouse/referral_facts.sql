-- one row per recommendation or warning by as_of: its week and the dimensions of the customer's latest incident in the
-- 365 days before
-- stored: view
with

local_referrals as (
    select
        referrals.*,
        cast(
            case
                when referrals.event_at < utc_offsets.switch_at then referrals.event_at + utc_offsets.offset_before
                else referrals.event_at + utc_offsets.offset_after
            end as date
        ) as told_on
    from canonical.referrals as referrals
    inner join parameters
        on referrals.event_at <= parameters.as_of
    inner join utc_offsets
        on cast(referrals.event_at as date) = utc_offsets.day
),

earlier_incidents as (
    select
        referrals.referral_id,
        incidents.incident_id,
        row_number() over (
            partition by referrals.referral_id
            order by incidents.opened_at desc, incidents.incident_id desc
        ) as recency
    from local_referrals as referrals
    inner join visible_incidents as incidents
        on
            referrals.customer_id = incidents.customer_id
            and incidents.opened_at <= referrals.event_at
            and incidents.opened_at >= referrals.event_at - interval 365 day
)

select
    referrals.referral_id,
    referrals.customer_id,
    referrals.direction,
    referrals.reach,
    referrals.blocked_value,
    cast(date_trunc('week', referrals.told_on) as date) as told_week,
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
    incidents.kind
from local_referrals as referrals
inner join visible_customers as customers
    on referrals.customer_id = customers.customer_id
left join earlier_incidents
    on
        referrals.referral_id = earlier_incidents.referral_id
        and earlier_incidents.recency = 1
left join visible_incidents as incidents
    on earlier_incidents.incident_id = incidents.incident_id
