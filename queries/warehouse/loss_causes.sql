-- one row per visible full loss: what is known of its reasons
-- Unavoidable = all known reasons are death, a move or the natural flow. Without a known reason it may have been avoidable.
select
    loss_id,
    count(case when is_known then 1 end) > 0 as has_known_reason,
    count(case when is_known and reason_code in ('dissatisfied', 'not_cared_for') then 1 end) > 0 as has_dissatisfaction,
    count(case when is_known then 1 end) > 0
    and count(case when is_known and reason_code not in ('death', 'moved', 'natural_flow') then 1 end) = 0
        as is_unavoidable
from loss_reason_facts
group by loss_id
