-- one row per complaint or critical incident open at as_of: what is promised, said and offered, and the revenue at stake
-- Open as in the backlog. limit_at = the first limit that passed or passes: 14 days after opening, the earliest promise
-- neither fulfilled nor called off (next_due_at; coming_due_at = the earliest still to come), or the deadline.
-- revenue = the customer's of the 12 complete months, empty = unknown or nothing left to lose, because the customer has
-- gone. decision = why somebody has to decide now, the first that applies: a promise due within 24 hours, an offer
-- without its approval, a broken promise, a passed limit; empty = none of them, or the customer has gone.
-- stake_place = 1 for the most revenue at stake, and so on.
with

open_complaints as (
    select
        incidents.*,
        parameters.as_of
    from open_spells as spells
    inner join incident_facts as incidents
        on spells.incident_id = incidents.incident_id
    cross join parameters
    where spells.closed_at is null
),

promise_states as (
    select
        promises.incident_id,
        min(case when promises.fulfilled_at is null and not promises.is_called_off then promises.due_at end)
            as next_due_at,
        min(
            case
                when promises.fulfilled_at is null
                    and not promises.is_called_off
                    and promises.due_at >= open_complaints.as_of then promises.due_at
            end
        ) as coming_due_at,
        bool_or(promises.is_kept) as has_kept,
        bool_or(promises.fulfilled_at > promises.due_at) as has_late,
        bool_or(not promises.is_dated and promises.fulfilled_at is null) as has_undated
    from promises
    inner join open_complaints
        on promises.incident_id = open_complaints.incident_id
    group by promises.incident_id
),

refused_offers as (
    select distinct ref_id
    from visible_events
    where
        event_type in ('comp_refused', 'comp_declined')
        and ref_id is not null
),

unapproved_offers as (
    select
        offers.incident_id,
        count(*) as count_unapproved,
        sum(offers.amount) as unapproved_amount
    from offers
    left join refused_offers
        on offers.offer_id = refused_offers.ref_id
    where
        offers.is_above_limit
        and not offers.is_approved_in_time
        and offers.approved_at is null
        and refused_offers.ref_id is null
    group by offers.incident_id
),

gone_customers as (
    select distinct losses.customer_id
    from visible_losses as losses
    left join visible_spells as spells
        on
            losses.customer_id = spells.customer_id
            and spells.end_on is null
    where spells.customer_id is null
),

current_revenue as (
    select
        trailing_revenue.customer_id,
        trailing_revenue.revenue
    from trailing_revenue
    inner join (select max(last_month_number) as month_number from week_ends) as latest_month
        on trailing_revenue.month_number = latest_month.month_number
),

described as (
    select
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
        incidents.opened_at,
        incidents.opened_week,
        incidents.as_of,
        incidents.is_observed,
        incidents.first_apology_at,
        incidents.first_specific_apology_at,
        incidents.first_non_apology_at,
        incidents.deadline_at,
        least(incidents.opened_at + interval 14 day, promise_states.next_due_at, incidents.deadline_at) as limit_at,
        promise_states.next_due_at,
        promise_states.coming_due_at,
        coalesce(promise_states.has_kept, false) as has_kept_promise,
        coalesce(promise_states.has_late, false) as has_late_promise,
        coalesce(promise_states.has_undated, false) as has_undated_promise,
        coalesce(promise_states.next_due_at < incidents.as_of, false) as is_promise_broken,
        coalesce(promise_states.coming_due_at <= incidents.as_of + interval 24 hour, false) as is_promise_due,
        incidents.is_observed
        and incidents.first_apology_at is null
        and coalesce(incidents.justified in ('justified', 'partly'), false) as is_apology_owed,
        coalesce(unapproved_offers.count_unapproved, 0) as count_unapproved,
        unapproved_offers.unapproved_amount,
        coalesce(unapproved_offers.count_unapproved, 0) > 0 as is_approval_missing,
        waits.waiting_since,
        waits.seconds_waited,
        coalesce(waits.is_silent, false) as is_silent,
        gone_customers.customer_id is not null as is_customer_gone,
        case when gone_customers.customer_id is null then current_revenue.revenue end as revenue
    from open_complaints as incidents
    left join promise_states
        on incidents.incident_id = promise_states.incident_id
    left join unapproved_offers
        on incidents.incident_id = unapproved_offers.incident_id
    left join unanswered_complaints as waits
        on incidents.incident_id = waits.incident_id
    left join gone_customers
        on incidents.customer_id = gone_customers.customer_id
    left join current_revenue
        on incidents.customer_id = current_revenue.customer_id
)

select
    described.*,
    case
        when described.is_customer_gone then null
        when described.is_promise_due then 'due'
        when described.is_approval_missing then 'approval'
        when described.is_promise_broken then 'broken'
        when described.limit_at < described.as_of then 'overdue'
    end as decision,
    row_number() over (
        order by described.revenue desc nulls last, described.limit_at, described.incident_id
    ) as stake_place
from described
