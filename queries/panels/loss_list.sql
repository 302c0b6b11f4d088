-- one row per customer lost, of one group of losses: when, the reasons given, and what stands behind them; latest first
-- which: all, avoidable, unavoidable, unknown, open (a complaint was unresolved), right (dissatisfied and rightly so), or
-- the code of a reason.
with

reasons as (
    select
        loss_id,
        string_agg(distinct case when is_known then reason_code end, ',') as reason_codes,
        max(case when is_known and reason_code = $which then 1 else 0 end) as names_it
    from chosen.loss_reason_facts as facts
    group by loss_id
)

select
    losses.*,
    reasons.reason_codes,
    complaints.count_complaints,
    complaints.count_unresolved,
    visible_losses.competitor,
    count(*) over () as count_rows
from reasons
inner join loss_facts as losses on reasons.loss_id = losses.loss_id
inner join visible_losses on reasons.loss_id = visible_losses.loss_id
inner join loss_causes as causes on reasons.loss_id = causes.loss_id
left join loss_complaints as complaints on reasons.loss_id = complaints.loss_id
where
    case $which
        when 'all' then true
        when 'avoidable' then causes.has_known_reason and not causes.is_unavoidable
        when 'unavoidable' then causes.is_unavoidable
        when 'unknown' then not causes.has_known_reason
        when 'open' then coalesce(complaints.count_unresolved > 0, false)
        when 'right' then causes.has_dissatisfaction and losses.loss_justified in ('justified', 'partly')
        else reasons.names_it = 1
    end
order by losses.lost_on desc, losses.loss_id
limit 200
