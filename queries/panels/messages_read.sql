-- one row per language of the messages that were read, and one for those that a machine sent: how many, with an apology
select
    language,
    count(*) as count_messages,
    sum(case when found_grade in ('specific', 'formulaic') then 1 else 0 end) as count_apologies
from meta.read_messages
group by language
union all
select
    'automatic' as language,
    count(*) as count_messages,
    0 as count_apologies
from canonical.text_labels
where label = 'automatic'
