-- one row per recommendation or warning to others by the customer $customer_id, the newest first
select
    referrals.event_at,
    referrals.direction,
    referrals.reach,
    cast(referrals.blocked_value as double) as blocked_value
from canonical.referrals as referrals
inner join parameters
    on coalesce(referrals.event_at <= parameters.as_of, true)
where referrals.customer_id = $customer_id
order by referrals.event_at desc nulls last, referrals.referral_id
