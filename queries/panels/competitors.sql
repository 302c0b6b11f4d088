-- one row per competitor that lost customers went to (none = not named): how many, and what they brought in a year
with

counted as (
    select
        visible_losses.competitor,
        count(*) as count_losses,
        sum(losses.revenue_lost_12m) as revenue
    from chosen.loss_facts as losses
    inner join visible_losses
        on losses.loss_id = visible_losses.loss_id
    group by visible_losses.competitor
)

select
    competitor,
    count_losses,
    revenue,
    count(competitor) over () as count_competitors
from counted
order by competitor is null, count_losses desc, competitor
limit 50
