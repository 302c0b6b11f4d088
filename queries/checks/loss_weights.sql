-- one row per loss whose reasons do not weigh 1 together
select 'loss_reasons' as table_name, loss_id as key, 'do not weigh 1 together with the other reasons of their loss' as message
from canonical.loss_reasons
group by loss_id
having abs(sum(weight) - 1) > 0.000001
