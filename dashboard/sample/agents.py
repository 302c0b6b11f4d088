"""Teams and agents: who works where and when, grades, limits of compensation, training days."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa

from dashboard.sample import tables
from dashboard.sample.clock import LAST_DAY, NEVER, Ints, Texts
from dashboard.sample.company import Company, read_names
from dashboard.sample.plan import Plan

GRADES: Final = ("junior", "senior", "lead", "manager")
_LIMITS: Final = np.array([30, 120, 400, 5000], dtype=np.int64)
_INCIDENTS_PER_AGENT_SET: Final = 50_000


@dataclass(frozen=True)
class Agents:
    """One position for each agent; a desk is a place in a team that one agent may hand over to the next."""

    name: Texts
    team: Ints
    grade: Ints
    joined: Ints
    left: Ints
    promoted: Ints
    trained: Ints
    desks: list[Ints]
    first_at_desk: Ints
    second_at_desk: Ints
    handover: Ints

    def at_desk(self, desk: Ints, day: Ints) -> Ints:
        """The agent who sits at a desk on a day."""
        return np.where(day >= self.handover[desk], self.second_at_desk[desk], self.first_at_desk[desk])

    def on_duty(self, agent: Ints, day: Ints) -> Ints:
        """The same agent, or who took over the desk of one who has left; negative stays."""
        successor = np.where(
            agent < len(self.handover), self.second_at_desk[np.minimum(agent, len(self.handover) - 1)], -1
        )
        return np.where((agent >= 0) & (day >= self.left[agent]), successor, agent)

    def limit(self, agent: Ints, day: Ints) -> Ints:
        """Euros that the agent may give alone on a day."""
        return _LIMITS[self.grade[agent] + (day >= self.promoted[agent])]

    def manager(self, team: Ints) -> Ints:
        """The manager of a team, who never leaves."""
        return self.first_at_desk[np.array([desk[0] for desk in self.desks], dtype=np.int64)[team]]

    def lead(self, team: Ints) -> Ints:
        """The lead of a team, who never leaves."""
        return self.first_at_desk[np.array([desk[1] for desk in self.desks], dtype=np.int64)[team]]


def _desk_grades(size: int) -> list[int]:
    """One manager, one lead, then a third seniors, the rest juniors."""
    seniors = (size - 2) // 3
    return [3, 2] + [1] * seniors + [0] * (size - 2 - seniors)


def hire(plan: Plan, company: Company) -> Agents:
    """Fill every desk, with a handover for one desk in seven; desks grow with the number of incidents."""
    rng = plan.rng("agents")
    factor = max(1, round(plan.incidents / _INCIDENTS_PER_AGENT_SET))
    sizes = company.values("teams", "size").astype(int) * factor
    grades = [grade for size in sizes for grade in _desk_grades(int(size))]
    desk_team = np.repeat(np.arange(len(sizes)), sizes)
    desks = len(desk_team)
    grade = np.array(grades, dtype=np.int64)
    hands_over = (rng.random(desks) < 0.15) & (grade < 2)
    days = plan.weeks * 7
    handover = np.where(hands_over, plan.first_day + rng.integers(days // 8, days - days // 8, desks), NEVER)
    second = np.flatnonzero(hands_over)
    total = desks + len(second)
    second_at_desk = np.full(desks, -1, dtype=np.int64)
    second_at_desk[second] = np.arange(desks, total)
    joined = np.concatenate([plan.first_day - rng.integers(60, 2200, desks), handover[second]])
    left = np.concatenate([handover, np.full(len(second), NEVER)])
    all_grades = np.concatenate([grade, np.zeros(len(second), dtype=np.int64)])
    promoted = _promotions(rng, plan, all_grades, joined, left)
    trained = np.where(rng.random(total) < 0.75, joined + rng.integers(20, 500, total), NEVER)
    return Agents(
        name=_names(rng, company, total),
        team=np.concatenate([desk_team, desk_team[second]]),
        grade=all_grades,
        joined=joined,
        left=left,
        promoted=promoted,
        trained=np.where((trained > LAST_DAY) | (trained > left), NEVER, trained),
        desks=[np.flatnonzero(desk_team == team) for team in range(len(sizes))],
        first_at_desk=np.arange(desks, dtype=np.int64),
        second_at_desk=second_at_desk,
        handover=handover,
    )


def _promotions(rng: np.random.Generator, plan: Plan, grade: Ints, joined: Ints, left: Ints) -> Ints:
    """One in seven juniors and seniors goes up one grade during the period."""
    day = np.maximum(plan.first_day, joined + 120) + rng.integers(10, max(11, plan.weeks * 6), len(grade))
    happens = (rng.random(len(grade)) < 0.15) & (grade < 2) & (day < left) & (day <= LAST_DAY)
    return np.where(happens, day, NEVER)


def _names(rng: np.random.Generator, company: Company, count: int) -> Texts:
    """Given names; an agent signs with it in every language."""
    names = read_names()
    pools = [names[language]["given"] for language in ("hu", "pl", "hu", "en") if language in company.languages]
    chosen = rng.integers(0, len(pools), count)
    return np.array([pools[pool][rng.integers(0, len(pools[pool]))] for pool in chosen], dtype=object)


def agent_ids(agent: Ints) -> pa.Array:
    """Agent numbers such as `a007`; negative is an empty cell."""
    return tables.ids("a", np.where(agent < 0, -1, agent + 1), 3)


def team_ids(company: Company, team: Ints) -> pa.Array:
    """Team numbers such as `t3`; negative is an empty cell."""
    return tables.picked(team, company.names("teams"))


def write(folder: Path, company: Company, agents: Agents) -> None:
    """Write `teams` and `agents`: a promotion ends one row of an agent and begins the next."""
    team_names = [str(team["name"]) for team in company.raw["teams"].values()]
    tables.write_table(
        folder, "teams", {"team_id": tables.texts(company.names("teams")), "name": tables.texts(team_names)}
    )
    everyone = np.arange(len(agents.team))
    rises = np.flatnonzero(agents.promoted < NEVER)
    who = np.concatenate([everyone, rises])
    later = np.arange(len(who)) >= len(everyone)
    start = np.where(later, agents.promoted[who], agents.joined[who])
    end = np.where(later, agents.left[who], np.minimum(agents.left[who], agents.promoted[who]))
    grade = agents.grade[who] + later
    columns = {
        "agent_id": agent_ids(who),
        "valid_from": tables.days(start),
        "valid_to": tables.days(_known(end)),
        "team_id": team_ids(company, agents.team[who]),
        "grade": tables.picked(grade, GRADES),
        "comp_limit": tables.money(_LIMITS[grade].astype(np.float64)),
        "trained_at": tables.days(_known(agents.trained[who])),
        "left_at": tables.days(_known(agents.left[who])),
    }
    order = pa.array(np.lexsort((start, who)))
    tables.write_table(folder, "agents", {name: column.take(order) for name, column in columns.items()})


def _known(day: Ints) -> Ints:
    """Days that have come, -1 for the others."""
    return np.where(day > LAST_DAY, -1, day)
