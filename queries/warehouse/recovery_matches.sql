-- one row per fully recovered customer (all three parts, first complaint) and per customer without a complaint matched to it
-- Matched = same segment, tenure (under 1 year, 1 to 3, more) and value band, active at the landmark of the recovered one and
-- without a complaint by then; at most five each, drawn by a fixed hash. Watched from that landmark to an avoidable loss; a
-- matched customer is watched until its own first complaint. customer_weight of a match = 1 / number of matches.
with

recovered_groups as (
    select distinct
        segment_key,
        month_number,
        opened_month
    from recovered_customers as recovered
),

first_complaints as (
    select
        customer_id,
        landmark_at - interval 14 day as first_opened_at
    from recovery_cases
    where count_earlier = 0
),

other_customers as (
    select
        spells.customer_id,
        coalesce(customers.segment, '') as segment_key,
        spells.start_on,
        local_offsets.starts_at as started_at,
        substring(md5(spells.customer_id), 1, 1) as draw,
        customer_starts.first_start_on,
        first_complaints.first_opened_at,
        leavings.left_at,
        coalesce(leavings.is_avoidable, false) as is_avoidable
    from visible_spells as spells
    inner join visible_customers as customers
        on spells.customer_id = customers.customer_id
    inner join customer_starts
        on spells.customer_id = customer_starts.customer_id
    inner join local_offsets
        on spells.start_on = local_offsets.day
    left join first_complaints
        on spells.customer_id = first_complaints.customer_id
    left join leavings
        on
            spells.customer_id = leavings.customer_id
            and spells.end_on = leavings.lost_on
),

grouped_customers as (
    select
        other_customers.*,
        recovered_groups.month_number,
        recovered_groups.opened_month,
        coalesce(value_bands.value_band, 0) as value_key,
        case
            when recovered_groups.opened_month < other_customers.first_start_on + interval 1 year then 'under 1 year'
            when recovered_groups.opened_month < other_customers.first_start_on + interval 3 year then '1 to 3 years'
            else 'over 3 years'
        end as tenure_key
    from other_customers
    inner join recovered_groups
        on other_customers.segment_key = recovered_groups.segment_key
    left join value_bands
        on
            other_customers.customer_id = value_bands.customer_id
            and recovered_groups.month_number = value_bands.month_number
),

-- Where so many are alike, one in sixteen is enough to draw five from. Counted by those there at the time, for good.
crowds as (
    select
        segment_key,
        month_number,
        value_key,
        tenure_key
    from grouped_customers
    where start_on <= opened_month
    group by segment_key, month_number, value_key, tenure_key
    having count(*) > 1000
),

drawn_customers as (
    select
        grouped_customers.*,
        case when crowds.segment_key is not null then grouped_customers.draw else '' end as draw_key
    from grouped_customers
    left join crowds
        on
            grouped_customers.segment_key = crowds.segment_key
            and grouped_customers.month_number = crowds.month_number
            and grouped_customers.value_key = crowds.value_key
            and grouped_customers.tenure_key = crowds.tenure_key
),

drawing_incidents as (
    select
        recovered.*,
        case
            when crowds.segment_key is not null then substring(md5(recovered.incident_id), 1, 1)
            else ''
        end as draw_key
    from recovered_customers as recovered
    left join crowds
        on
            recovered.segment_key = crowds.segment_key
            and recovered.month_number = crowds.month_number
            and recovered.value_key = crowds.value_key
            and recovered.tenure_key = crowds.tenure_key
),

-- One key and no second one, so that only five of each are kept in memory.
candidates as (
    select
        recovered.incident_id,
        recovered.landmark_at,
        others.customer_id,
        others.first_opened_at,
        others.left_at,
        others.is_avoidable,
        row_number() over (
            partition by recovered.incident_id
            order by md5(concat(others.customer_id, ':', recovered.incident_id))
        ) as place
    from drawing_incidents as recovered
    inner join drawn_customers as others
        on
            recovered.draw_key = others.draw_key
            and recovered.segment_key = others.segment_key
            and recovered.month_number = others.month_number
            and recovered.value_key = others.value_key
            and recovered.tenure_key = others.tenure_key
    where
        others.started_at <= recovered.landmark_at
        and coalesce(others.left_at > recovered.landmark_at, true)
        and coalesce(others.first_opened_at > recovered.landmark_at, true)
        and others.customer_id <> recovered.customer_id
),

matches as (
    select
        incident_id,
        customer_id,
        landmark_at,
        case when coalesce(left_at <= first_opened_at, true) then left_at end as left_at,
        is_avoidable,
        first_opened_at,
        count(*) over (partition by incident_id) as count_matches
    from candidates
    where place <= 5
),

watched as (
    select
        recovered.incident_id,
        recovered.customer_id,
        true as is_recovered,
        recovered.landmark_at,
        recovered.left_at,
        recovered.is_avoidable,
        cast(null as timestamp) as first_opened_at,
        cast(1 as double) as customer_weight,
        matched_incidents.incident_id is not null as is_matched
    from recovered_customers as recovered
    left join (select distinct incident_id from matches) as matched_incidents
        on recovered.incident_id = matched_incidents.incident_id
    union all
    select
        incident_id,
        customer_id,
        false as is_recovered,
        landmark_at,
        left_at,
        is_avoidable,
        first_opened_at,
        1.0 / nullif(count_matches, 0) as customer_weight,
        true as is_matched
    from matches
)

select
    watched.incident_id,
    watched.customer_id,
    watched.is_recovered,
    watched.is_matched,
    watched.landmark_at,
    watched.customer_weight,
    watched.left_at is not null and coalesce(watched.is_avoidable, false) as is_event,
    (
        epoch(least(watched.left_at, watched.first_opened_at, parameters.as_of)) - epoch(watched.landmark_at)
    ) / 86400.0 as duration
from watched
cross join parameters
where watched.landmark_at <= parameters.as_of
