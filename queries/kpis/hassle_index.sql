-- label: Hassle index
-- question: How much more do customers contact us, for what they bring, than is usual in their segment?
-- family: value
-- shape: reduced
-- unit: index
-- better: down
-- clock: month
-- horizon: none
-- min_n: 50
-- uncertainty: none
-- additivity: snapshot
-- needs: account_month.revenue; incidents.customer_id; incident_events.event_type=message or incident_events.event_type=call or incident_events.event_type=visit
-- numerator: Contacts per unit of revenue in the 12 complete months up to the end of the month.
-- denominator: The median of the same in the customer's segment. The value is the middle customer's index: 1 is usual.
-- excluded: Customers of less than 6 months; customers without revenue above zero or in a segment whose median is 0 (unknown).
-- traps: Our own failures create contacts: read it beside the justified share. The index is never a verdict on a customer.
select
    concat(snapshots.customer_id, ':', cast(snapshots.month as varchar)) as case_id,
    snapshots.month,
    cast(null as timestamp) as matures_at,
    snapshots.incident_id,
    snapshots.customer_id,
    snapshots.team_id,
    snapshots.agent_id,
    snapshots.channel,
    snapshots.product,
    snapshots.segment,
    snapshots.cause_code,
    snapshots.severity,
    snapshots.justified,
    snapshots.language,
    snapshots.is_internal,
    snapshots.kind,
    ratios.contacts_per_revenue as numerator,
    case
        when ratios.contacts_per_revenue is not null and ratios.segment_median > 0 then ratios.segment_median
    end as denominator,
    ratios.count_contacts,
    snapshots.revenue,
    case when ratios.segment_median > 0 then ratios.contacts_per_revenue / ratios.segment_median end as own_index
from hassle_ratios as ratios
inner join value_snapshots as snapshots
    on
        ratios.customer_id = snapshots.customer_id
        and ratios.month = snapshots.month
