-- one row per type of failure and kind of compensation that suits it
-- A setting such as fitting_compensation.monetary = refund,credit replaces the kinds of that type.
-- stored: view
with

usual_kinds as (
    select 'monetary' as failure_type, 'refund,credit' as kinds
    union all
    select 'product' as failure_type, 'replacement,repair' as kinds
    union all
    select 'service' as failure_type, 're_performance' as kinds
    union all
    select 'attention' as failure_type, 'apology,attention' as kinds
),

kinds_in_force as (
    select
        usual_kinds.failure_type,
        coalesce(current_settings.value, usual_kinds.kinds) as kinds
    from usual_kinds
    left join current_settings
        on current_settings.key = concat('fitting_compensation.', usual_kinds.failure_type)
),

single_kinds as (
    select
        failure_type,
        unnest(string_split(kinds, ',')) as offer_kind
    from kinds_in_force
)

select distinct
    failure_type,
    trim(offer_kind) as offer_kind
from single_kinds
