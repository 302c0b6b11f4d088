-- one row per claim: a distinct time at which somebody said that the incident is resolved
-- A claim is verified when nothing undid or denied it within 14 days and no repeat came, unless the customer confirmed;
-- until the 14 days are over only a confirmation verifies it.
with

claim_times as (
    select distinct
        incident_id,
        event_at as claimed_at
    from visible_events
    where event_type = 'resolved'
    union
    select
        incidents.incident_id,
        incidents.resolved_at as claimed_at
    from visible_incidents as incidents
    left join canonical.incident_events as events
        on
            incidents.incident_id = events.incident_id
            and events.event_type = 'resolved'
    where
        incidents.resolved_at is not null
        and events.incident_id is null
),

outcome_events as (
    select
        incident_id,
        event_at,
        event_type in ('reopened', 'customer_disputed') as is_undoing,
        event_type = 'survey_answer' and score = 0 as is_denial,
        event_type = 'customer_confirmed' or (event_type = 'survey_answer' and score = 1) as is_confirmation
    from visible_events
    where
        event_type in ('reopened', 'customer_disputed', 'customer_confirmed')
        or (event_type = 'survey_answer' and question_id = 'resolved')
),

claim_outcomes as (
    select
        claim_times.incident_id,
        claim_times.claimed_at,
        min(
            case when outcomes.is_undoing and outcomes.event_at > claim_times.claimed_at then outcomes.event_at end
        ) as undone_at,
        min(
            case when outcomes.is_denial and outcomes.event_at >= claim_times.claimed_at then outcomes.event_at end
        ) as denied_at,
        min(
            case when outcomes.is_confirmation and outcomes.event_at >= claim_times.claimed_at then outcomes.event_at end
        ) as confirmed_at
    from claim_times
    left join outcome_events as outcomes
        on claim_times.incident_id = outcomes.incident_id
    group by claim_times.incident_id, claim_times.claimed_at
),

repeats as (
    select
        claim_times.incident_id,
        claim_times.claimed_at,
        min(later.opened_at) as repeat_at
    from claim_times
    inner join visible_incidents as claimed
        on claim_times.incident_id = claimed.incident_id
    inner join visible_incidents as later
        on
            claimed.customer_id = later.customer_id
            and claimed.cause_code = later.cause_code
            and claimed.incident_id <> later.incident_id
            and later.opened_at > claim_times.claimed_at
            and later.opened_at <= claim_times.claimed_at + interval 14 day
    where claimed.cause_code not in ('other', 'unknown')
    group by claim_times.incident_id, claim_times.claimed_at
),

judged_claims as (
    select
        outcomes.*,
        repeats.repeat_at,
        coalesce(outcomes.confirmed_at <= outcomes.claimed_at + interval 14 day, false) as is_confirmed,
        coalesce(outcomes.undone_at <= outcomes.claimed_at + interval 14 day, false) as is_undone,
        coalesce(outcomes.denied_at <= outcomes.claimed_at + interval 14 day, false) as is_denied,
        outcomes.claimed_at + interval 14 day <= parameters.as_of as is_observed
    from claim_outcomes as outcomes
    cross join parameters
    left join repeats
        on
            outcomes.incident_id = repeats.incident_id
            and outcomes.claimed_at = repeats.claimed_at
)

select
    judged_claims.*,
    cast(
        date_trunc(
            'week',
            case
                when judged_claims.claimed_at < utc_offsets.switch_at
                    then judged_claims.claimed_at + utc_offsets.offset_before
                else judged_claims.claimed_at + utc_offsets.offset_after
            end
        ) as date
    ) as claimed_week,
    not is_undone
    and not is_denied
    and (is_confirmed or (is_observed and repeat_at is null)) as is_verified
from judged_claims
inner join utc_offsets
    on cast(judged_claims.claimed_at as date) = utc_offsets.day
