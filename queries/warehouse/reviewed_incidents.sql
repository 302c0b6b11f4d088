-- one row per visible incident and local week in which it was reviewed, with the signs of bad service found since the last
-- Signs belong to the first reviewed week that ends after them, so a week that is over does not change any more.
with

reviews as (
    select
        events.incident_id,
        events.happened_week as reviewed_week,
        max(events.event_at) as reviewed_at,
        lag(events.happened_week) over (
            partition by events.incident_id
            order by events.happened_week
        ) as previous_week
    from local_events as events
    inner join visible_incidents as incidents
        on events.incident_id = incidents.incident_id
    where events.event_type = 'qa_reviewed'
    group by events.incident_id, events.happened_week
),

observed_signs as (
    select
        incident_id,
        happened_week
    from local_events
    where
        event_type = 'sign_observed'
        and code between 'S01' and 'S18'
        and coalesce(label_source, 'coded') <> 'detected'
)

select
    reviews.incident_id,
    reviews.reviewed_week,
    reviews.reviewed_at,
    count(signs.incident_id) as count_signs
from reviews
left join observed_signs as signs
    on
        reviews.incident_id = signs.incident_id
        and reviews.reviewed_week >= signs.happened_week
        and coalesce(reviews.previous_week < signs.happened_week, true)
group by reviews.incident_id, reviews.reviewed_week, reviews.reviewed_at
