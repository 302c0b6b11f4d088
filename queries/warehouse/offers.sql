-- one row per offer of compensation on a visible incident: the first event of its identity, its amount, limit and approval
-- Approved = by another person whose own limit then covered the amount, at or before the offer. Empty where it cannot be
-- told: no amount, no limit of the one who offered, or approved in time by somebody whose limit is not known.
with

numbered_offers as (
    select
        offer_events.*,
        amounts.amount,
        row_number() over (
            partition by offer_events.offer_id
            order by offer_events.event_at, offer_events.event_id
        ) as number_of_offer
    from offer_events
    left join event_amounts as amounts
        on offer_events.event_id = amounts.event_id
    where not offer_events.is_approval
),

approvals as (
    select
        offers.offer_id,
        min(case when approvals.own_limit >= offers.amount then approvals.event_at end) as approved_at,
        min(case when coalesce(approvals.own_limit, offers.amount) >= offers.amount then approvals.event_at end)
            as perhaps_approved_at
    from numbered_offers as offers
    inner join offer_events as approvals
        on offers.offer_id = approvals.offer_id
    where
        offers.number_of_offer = 1
        and approvals.is_approval
        and coalesce(approvals.person_id <> offers.person_id, true)
    group by offers.offer_id
)

select
    offers.offer_id,
    offers.incident_id,
    offers.event_at as offered_at,
    offers.happened_week as offered_week,
    offers.person_id as offering_agent_id,
    offers.team_id as offering_team_id,
    offers.code as offer_kind,
    offers.amount,
    offers.own_limit,
    offers.amount > offers.own_limit as is_above_limit,
    approvals.approved_at,
    case
        when offers.amount is null or offers.own_limit is null then null
        when approvals.approved_at <= offers.event_at then true
        when approvals.perhaps_approved_at <= offers.event_at then null
        else false
    end as is_approved_in_time
from numbered_offers as offers
inner join visible_incidents as incidents
    on offers.incident_id = incidents.incident_id
left join approvals
    on offers.offer_id = approvals.offer_id
where offers.number_of_offer = 1
