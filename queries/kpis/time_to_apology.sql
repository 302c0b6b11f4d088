-- label: Time to apology
-- question: How long does it take until half of the customers have heard a real apology?
-- family: apology
-- shape: time_to_event
-- unit: hours
-- better: down
-- clock: opened
-- horizon: none
-- min_n: 30
-- uncertainty: kaplan_meier
-- additivity: cases
-- final: never
-- needs: incident_events.body or incident_events.event_type=apology
-- numerator: Hours from opening to the first specific or formulaic apology by a person of the company; the median by Kaplan and Meier.
-- denominator: Complaints and critical incidents opened in the week whose channel's company-side text is captured; without an apology they count as still waiting when the data end.
-- excluded: Incidents on channels without captured text (unknown); questions and requests.
-- traps: The median of the apologised ones alone would be too short. “Not reached” is an answer: fewer than half got an apology. A later apology may still change it, so it is never final.
select
    incidents.incident_id as case_id,
    incidents.opened_week as week,
    cast(null as timestamp) as matures_at,
    incidents.incident_id,
    incidents.customer_id,
    incidents.team_id,
    incidents.agent_id,
    incidents.channel,
    incidents.product,
    incidents.segment,
    incidents.cause_code,
    incidents.severity,
    incidents.justified,
    incidents.language,
    incidents.is_internal,
    incidents.kind,
    case
        when incidents.is_observed
            then greatest(
                0,
                (epoch(coalesce(incidents.first_apology_at, parameters.as_of)) - epoch(incidents.opened_at)) / 3600.0
            )
    end as duration,
    incidents.first_apology_at is not null as is_event,
    incidents.opened_at,
    incidents.first_apology_at
from incident_facts as incidents
cross join parameters
where incidents.is_complaint
