-- one row per range of weeks: warnings that customers gave to others, people reached and business stopped where known
select
    count(*) as count_warnings,
    sum(reach) as people_reached,
    count(reach) as count_reach,
    cast(sum(blocked_value) as double) as blocked_value,
    count(blocked_value) as count_blocked
from chosen.referral_facts as referrals
where direction = 'negative'
