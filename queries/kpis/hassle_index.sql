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
    concat(customer_id, ':', cast(month as varchar)) as case_id,
    month,
    cast(null as timestamp) as matures_at,
    incident_id,
    customer_id,
    team_id,
    agent_id,
    channel,
    product,
    segment,
    cause_code,
    severity,
    justified,
    language,
    is_internal,
    kind,
    contacts_per_revenue as numerator,
    case when contacts_per_revenue is not null and segment_median > 0 then segment_median end as denominator,
    count_contacts,
    revenue,
    case when segment_median > 0 then contacts_per_revenue / segment_median end as own_index
from hassle_ratios
