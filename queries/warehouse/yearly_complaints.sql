-- one row per customer and month begun by as_of: complaints of the 12 complete months, judged ones, those our fault
-- Ask for one month: the sums of all months are many.
-- stored: view
select
    complaints.customer_id,
    months.month,
    sum(complaints.count_complaints) as count_complaints,
    sum(complaints.count_judged) as count_judged,
    sum(complaints.count_our_fault) as count_our_fault
from complete_months as months
inner join customer_complaint_months as complaints
    on complaints.month_number between months.last_complete_month - 11 and months.last_complete_month
group by complaints.customer_id, months.month
