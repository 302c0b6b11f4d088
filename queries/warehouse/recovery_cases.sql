-- one row per complaint of a known customer, with its landmark 14 days after opening and when the customer left afterwards
-- left_at = the first loss, full or ended by us, dated on or after the opening day. is_at_landmark is false when the customer
-- had left by then: whoever is gone cannot be kept. count_earlier = complaints of the customer before this one.
with

complaints as (
    select
        incident_id,
        customer_id,
        opened_on,
        cast(date_trunc('month', opened_on) as date) as opened_month,
        cast(date_trunc('quarter', opened_on) as date) as opened_quarter,
        opened_at + interval 14 day as landmark_at,
        row_number() over (partition by customer_id order by opened_at, incident_id) - 1 as count_earlier
    from visible_incidents
    where
        is_complaint
        and customer_id is not null
),

first_leavings as (
    select
        complaints.incident_id,
        min(leavings.left_at) as left_at
    from leavings
    inner join complaints
        on
            leavings.customer_id = complaints.customer_id
            and leavings.lost_on >= complaints.opened_on
    group by complaints.incident_id
)

select
    complaints.*,
    first_leavings.left_at,
    leavings.is_avoidable,
    coalesce(first_leavings.left_at > complaints.landmark_at, true) as is_at_landmark
from complaints
left join first_leavings
    on complaints.incident_id = first_leavings.incident_id
left join leavings
    on
        complaints.customer_id = leavings.customer_id
        and first_leavings.left_at = leavings.left_at
