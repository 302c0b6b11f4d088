-- label: Revenue at risk
-- question: How much yearly revenue comes from customers we still owe a solution?
-- family: people
-- overview: 1
-- shape: sum
-- unit: money
-- better: down
-- clock: snapshot
-- horizon: none
-- min_n: 20
-- uncertainty: none
-- additivity: snapshot
-- needs: incidents.customer_id; account_month.revenue
-- numerator: Revenue of the 12 complete months before the end of the week, of customers active then who have a complaint or critical incident that is not verified as resolved and is: without a standing claim more than 14 days after opening; or disputed or denied after its last claim; or with a standing claim more than 28 days after opening; or with a promise past due that is neither fulfilled nor called off by the customer.
-- denominator: None: it is a sum, each customer once.
-- excluded: Customers already lost; customers without any revenue row in those months (unknown); questions and requests.
-- traps: Exposure, not expected loss: most of these customers will stay. Weeks must not be added up.
with

customers_at_risk as (
    select
        customer_runs.*,
        unnest(
            generate_series(
                greatest(
                    risk_weeks.first_week_number, customer_runs.first_week_number - 1, customer_runs.start_week_number
                ),
                least(risk_weeks.last_week_number, customer_runs.last_week_number - 1)
            )
        ) as week_number
    from risk_weeks
    inner join customer_runs
        on
            risk_weeks.customer_id = customer_runs.customer_id
            and risk_weeks.first_week_number <= customer_runs.last_week_number - 1
            and risk_weeks.last_week_number >= customer_runs.first_week_number - 1
)

select
    concat(customers_at_risk.customer_id, ':', cast(week_ends.week as varchar)) as case_id,
    week_ends.week,
    cast(null as timestamp) as matures_at,
    customers_at_risk.incident_id,
    customers_at_risk.customer_id,
    customers_at_risk.team_id,
    customers_at_risk.agent_id,
    customers_at_risk.channel,
    customers_at_risk.product,
    customers_at_risk.segment,
    customers_at_risk.cause_code,
    customers_at_risk.severity,
    customers_at_risk.justified,
    customers_at_risk.language,
    customers_at_risk.is_internal,
    customers_at_risk.kind,
    trailing_revenue.revenue as numerator,
    case when trailing_revenue.customer_id is not null then 1 end as denominator
from customers_at_risk
inner join week_ends
    on customers_at_risk.week_number = week_ends.week_number
left join trailing_revenue
    on
        customers_at_risk.customer_id = trailing_revenue.customer_id
        and week_ends.last_month_number = trailing_revenue.month_number
