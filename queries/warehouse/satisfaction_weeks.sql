-- one row per customer and week with a sign of satisfaction or dissatisfaction: the worst one counts, the latest of those
-- people_told = the customer's last answer of the week to how many people were told.
with

numbered_signs as (
    select
        satisfaction_signs.*,
        row_number() over (
            partition by customer_id, sign_week
            order by is_dissatisfied desc, sign_at desc, incident_id desc, sign
        ) as place
    from satisfaction_signs
),

told_answers as (
    select
        incidents.customer_id,
        events.happened_week as sign_week,
        events.score as people_told,
        row_number() over (
            partition by incidents.customer_id, events.happened_week
            order by events.event_at desc, events.event_id desc
        ) as recency
    from local_events as events
    inner join visible_incidents as incidents
        on events.incident_id = incidents.incident_id
    where
        events.event_type = 'survey_answer'
        and events.question_id = 'told_people'
        and events.score is not null
        and incidents.is_complaint
)

select
    signs.customer_id,
    signs.sign_week,
    signs.incident_id,
    signs.sign,
    signs.sign_at,
    signs.is_dissatisfied,
    told_answers.people_told
from numbered_signs as signs
left join told_answers
    on
        signs.customer_id = told_answers.customer_id
        and signs.sign_week = told_answers.sign_week
        and told_answers.recency = 1
where signs.place = 1
