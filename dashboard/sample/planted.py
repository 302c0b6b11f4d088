"""What is hidden in the sample company on purpose, so that tests can look for it in the dashboard's own numbers."""

from dataclasses import dataclass
from typing import Final

from dashboard.sample import clock
from dashboard.sample.company import Company
from dashboard.sample.plan import Plan

APOLOGY_AFTER: Final = 0.10
"""Chance of a real apology in the team that stops apologising."""
UNDONE: Final = (0.135, 0.47)
"""Chance that a fix does not hold: everywhere, and for the fragile product."""
PROMISE_KEPT: Final = (0.74, 0.60, 0.93)
"""Chance that a promise is kept: everywhere, in the improving team before, and after."""
DEAD_END: Final = (0.27, 0.09)
"""Chance that the telephone menu leads nowhere: before and after it was rebuilt."""
PRICE_IF_OPEN: Final = 0.33
PRICE_IF_SETTLED: Final = 0.05
"""Chance that a lost customer names a cheaper competitor, with and without an unsolved complaint."""
IN_TRIAL: Final = 0.6
"""Chance that a complaint of severity 2 is in the trial of calls against discounts."""
CALLED: Final = (0.52, 0.02)
"""Chance of a call and no discount in that trial: for customers who stay, for those who leave in the months after."""


@dataclass(frozen=True)
class Planted:
    """Where and from which day (days since 1970, always a Monday) the planted changes happen."""

    apology_team: int
    apology_from: int
    fragile_product: int
    fragile_from: int
    promise_team: int
    promise_from: int
    menu_from: int


def plant(plan: Plan, company: Company) -> Planted:
    """Choose places and weeks; in a shorter period the changes move closer to the end."""
    return Planted(
        apology_team=company.position("teams", "t3"),
        apology_from=clock.week_start(plan.weeks_before_end(0.2, 10)),
        fragile_product=company.position("products", "Connect"),
        fragile_from=clock.week_start(plan.weeks_before_end(0.5, 52)),
        promise_team=company.position("teams", "t2"),
        promise_from=clock.week_start(plan.weeks_before_end(0.3, 30)),
        menu_from=clock.week_start(plan.weeks_before_end(0.25, 22)),
    )
