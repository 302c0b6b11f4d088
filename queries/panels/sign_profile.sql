-- one row per sign of bad service that a reviewer coded, in the review that counts it
with

signs_by_review as (
    select
        signs.incident_id,
        signs.event_id,
        signs.code as part,
        min(reviews.reviewed_week) as reviewed_week
    from local_events as signs
    inner join reviewed_incidents as reviews
        on
            signs.incident_id = reviews.incident_id
            and signs.happened_week <= reviews.reviewed_week
    where
        signs.event_type = 'sign_observed'
        and signs.code between 'S01' and 'S18'
        and coalesce(signs.label_source, 'coded') <> 'detected'
    group by signs.incident_id, signs.event_id, signs.code
)

select
    signs_by_review.incident_id,
    reviews.customer_id,
    incidents.opened_at,
    signs_by_review.part
from signs_by_review
inner join chosen.sign_per_100_reviewed as reviews
    on
        signs_by_review.incident_id = reviews.incident_id
        and signs_by_review.reviewed_week = reviews.week
inner join visible_incidents as incidents
    on signs_by_review.incident_id = incidents.incident_id
