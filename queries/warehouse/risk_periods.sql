-- one row per complaint and stretch of time in which it put its customer at risk: from_at <= moment < until_at
-- At risk: not verified, and (a) more than 14 days old without a standing claim, (b) disputed or denied after its last
-- claim, (c) more than 28 days old with a standing claim, or (d) with a promise past due, neither fulfilled nor called off.
-- until_at is empty while it lasts. Claims at or after the customer's loss do not count. A week's end is seen from its last
-- microsecond: a claim that stands exactly 14 days at midnight is verified then, an age of exactly 14 days is not over yet.
with

complaints as (
    select
        incidents.incident_id,
        incidents.customer_id,
        incidents.first_claim_at,
        incidents.loss_takes_effect_at,
        incidents.opened_at + interval 14 day + interval 1 microsecond as late_from,
        incidents.opened_at + interval 28 day + interval 1 microsecond as old_from,
        case
            when claims.is_confirmed then claims.confirmed_at
            else claims.claimed_at + interval 14 day - interval 1 microsecond
        end as verified_from
    from incident_facts as incidents
    left join claims
        on
            incidents.incident_id = claims.incident_id
            and incidents.verified_at = claims.claimed_at
    where
        incidents.is_complaint
        and incidents.customer_id is not null
),

claims_in_time as (
    select
        complaints.*,
        claims.claimed_at,
        case when claims.is_confirmed then claims.confirmed_at end as confirmed_at,
        least(claims.undone_at, claims.denied_at) as undone_at,
        lead(claims.claimed_at) over (partition by claims.incident_id order by claims.claimed_at) as next_claim_at
    from claims
    inner join complaints
        on claims.incident_id = complaints.incident_id
    where coalesce(claims.claimed_at < complaints.loss_takes_effect_at, true)
),

disputes as (
    select
        incident_id,
        event_at as disputed_at
    from visible_events
    where
        event_type = 'customer_disputed'
        or (event_type = 'survey_answer' and question_id = 'resolved' and score = 0)
),

disputed_claims as (
    select
        claims_in_time.incident_id,
        claims_in_time.claimed_at,
        min(disputes.disputed_at) as disputed_at
    from claims_in_time
    inner join disputes
        on
            claims_in_time.incident_id = disputes.incident_id
            and claims_in_time.undone_at <= disputes.disputed_at
    group by claims_in_time.incident_id, claims_in_time.claimed_at
),

before_first_claim as (
    select
        incident_id,
        customer_id,
        verified_from,
        late_from as from_at,
        first_claim_at as until_at
    from complaints
    where coalesce(first_claim_at > late_from, true)
),

standing_too_long as (
    select
        incident_id,
        customer_id,
        verified_from,
        greatest(old_from, claimed_at) as from_at,
        least(undone_at, next_claim_at, confirmed_at) as until_at
    from claims_in_time
    where coalesce(verified_from > old_from, true)
),

undone_claims as (
    select
        claims_in_time.incident_id,
        claims_in_time.customer_id,
        claims_in_time.verified_from,
        least(disputed_claims.disputed_at, greatest(claims_in_time.late_from, claims_in_time.undone_at)) as from_at,
        claims_in_time.next_claim_at as until_at
    from claims_in_time
    left join disputed_claims
        on
            claims_in_time.incident_id = disputed_claims.incident_id
            and claims_in_time.claimed_at = disputed_claims.claimed_at
    where claims_in_time.undone_at is not null
),

promises_past_due as (
    select
        complaints.incident_id,
        complaints.customer_id,
        complaints.verified_from,
        promises.due_at + interval 1 microsecond as from_at,
        promises.fulfilled_at as until_at
    from promises
    inner join complaints
        on promises.incident_id = complaints.incident_id
    where
        promises.due_at is not null
        and not promises.is_kept
        and not promises.is_called_off
),

all_periods as (
    select *
    from before_first_claim
    union all
    select *
    from standing_too_long
    union all
    select *
    from undone_claims
    union all
    select *
    from promises_past_due
),

cut_periods as (
    select
        incident_id,
        customer_id,
        from_at,
        least(until_at, verified_from) as until_at
    from all_periods
)

select
    cut_periods.incident_id,
    cut_periods.customer_id,
    cut_periods.from_at,
    cut_periods.until_at
from cut_periods
inner join parameters
    on cut_periods.from_at <= parameters.as_of
where coalesce(cut_periods.until_at > cut_periods.from_at, true)
