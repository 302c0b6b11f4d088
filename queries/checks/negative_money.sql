-- one row per amount below zero where money cannot be negative; revenue and cost of goods may be (credit notes)
select 'account_cost' as table_name, customer_id as key, 'have an amount below zero' as message
from canonical.account_cost where amount < 0
union all
select 'incident_events', event_id, 'have an amount below zero'
from canonical.incident_events where amount < 0
union all
select 'interventions', intervention_id, 'have a cost below zero'
from canonical.interventions where cost < 0
union all
select 'losses', loss_id, 'have a revenue_lost_12m below zero'
from canonical.losses where revenue_lost_12m < 0
union all
select 'agents', agent_id, 'have a comp_limit below zero'
from canonical.agents where comp_limit < 0
union all
select 'referrals', referral_id, 'have a blocked_value below zero'
from canonical.referrals where blocked_value < 0
