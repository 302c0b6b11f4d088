-- one row per text in $language in which $label was read, in no order of meaning, from the row $skip on, at most $most
with

texts as (
    select
        messages.*,
        events.incident_id,
        events.event_at,
        events.body,
        customers.name as customer_name,
        row_number() over (partition by events.body order by messages.event_id) as copy
    from meta.read_messages as messages
    inner join visible_events as events
        on messages.event_id = events.event_id
    left join visible_incidents as incidents
        on events.incident_id = incidents.incident_id
    left join canonical.customers as customers
        on incidents.customer_id = customers.customer_id
    where
        messages.language = $language
        and case $label
            when 'compensation' then messages.compensation
            when 'explanation' then messages.explanation
            when 'excuse' then messages.excuse
            when 'promise_none' then messages.promise = 'none'
            else $label in (messages.grade, concat('promise_', messages.promise))
        end
)

select * from texts
where copy = 1
order by md5(event_id)
limit $most offset $skip
