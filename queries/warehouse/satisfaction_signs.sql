-- one row per sign of a customer's satisfaction or dissatisfaction up to as_of, with the complaint or loss it came with
-- Dissatisfied: satisfaction of 2 or less, a dispute of our claim, or a full loss not known to be death, a move or the
-- natural flow. Satisfied: satisfaction of 4 or more, or a resolution confirmed by the customer.
with

answers_and_disputes as (
    select
        incidents.customer_id,
        incidents.incident_id,
        cast(null as varchar) as loss_id,
        events.event_at as sign_at,
        events.happened_week as sign_week,
        case
            when events.event_type = 'customer_disputed' then 'disputed'
            when events.event_type = 'customer_confirmed' then 'confirmed'
            when events.score <= 2 then 'low satisfaction'
            else 'high satisfaction'
        end as sign
    from local_events as events
    inner join visible_incidents as incidents
        on events.incident_id = incidents.incident_id
    where
        incidents.is_complaint
        and incidents.customer_id is not null
        and (
            events.event_type in ('customer_disputed', 'customer_confirmed')
            or (
                events.event_type = 'survey_answer'
                and events.question_id = 'satisfaction'
                and (events.score <= 2 or events.score >= 4)
            )
        )
),

avoidable_losses as (
    select
        losses.customer_id,
        losses.incident_id,
        losses.loss_id,
        losses.takes_effect_at as sign_at,
        losses.lost_week as sign_week,
        'lost' as sign
    from loss_facts as losses
    inner join loss_causes
        on losses.loss_id = loss_causes.loss_id
    where not loss_causes.is_unavoidable
),

signs as (
    select *
    from answers_and_disputes
    union all
    select *
    from avoidable_losses
)

select
    signs.*,
    signs.sign in ('disputed', 'low satisfaction', 'lost') as is_dissatisfied
from signs
