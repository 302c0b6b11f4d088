"""Fills in the bodies of a part's messages, where the words of the channel are kept."""

import numpy as np

from dashboard.sample.clock import Ints, Texts, local_day, to_local
from dashboard.sample.company import Company
from dashboard.sample.events import AGENT, CODES, SYSTEM
from dashboard.sample.incidents import CRITICAL
from dashboard.sample.part import Part
from dashboard.sample.texts import Language, Message

_SHORT: tuple[str, ...] = ("chat", "social", "app")
_REFERENCE = 100_000


def write_bodies(part: Part, languages: list[Language], rows: dict[str, Ints]) -> Texts:
    """One body for each row of the log; None where nothing was written or nothing is kept."""
    company = part.company
    bodies = np.full(len(rows["kind"]), None, dtype=object)
    case = rows["incident"] - part.first
    spoken = np.flatnonzero((rows["say"] >= 0) & part.captured[case])
    numbers = part.rng("words").integers(0, 2**31, (len(spoken), 8)).tolist()
    messages = _messages(part, company, {name: values[spoken] for name, values in rows.items()}, numbers)
    language = part.customers.language[part.incidents.customer[case[spoken]]].tolist()
    bodies[spoken] = [languages[code].write(message) for code, message in zip(language, messages, strict=True)]
    return bodies


def _messages(part: Part, company: Company, rows: dict[str, Ints], numbers: list[list[int]]) -> list[Message]:
    """What each of these rows is about."""
    case = rows["incident"] - part.first
    incidents, customers = part.incidents, part.customers
    customer = incidents.customer[case]
    short = np.isin(rows["channel"], [company.position("channels", name) for name in _SHORT]) | (
        rows["actor_type"] == SYSTEM
    )
    due = np.where(rows["say_due"] >= 0, rows["say_due"], 0)
    due_day = np.where(rows["say_due"] >= 0, local_day(due), -1)
    euros = np.where(
        rows["say_cents"] >= 0, rows["say_cents"] // 100, 8 + (customers.margin[customer] * 0.8).astype(np.int64)
    )
    topics = company.names("topics")
    return [
        Message(*values)
        for values in zip(
            rows["say"].tolist(),
            [topics[topic] for topic in incidents.topic[case].tolist()],
            (incidents.kind[case] > CRITICAL).tolist(),
            short.tolist(),
            rows["grade"].tolist(),
            rows["flags"].tolist(),
            [CODES[offer] if offer >= 0 else None for offer in rows["say_offer"].tolist()],
            local_day(rows["at"]).tolist(),
            due_day.tolist(),
            (to_local(due) // 3600 % 24).tolist(),
            euros.tolist(),
            _slots(part, company, rows),
            numbers,
            strict=True,
        )
    ]


def _slots(part: Part, company: Company, rows: dict[str, Ints]) -> list[dict[str, str]]:
    """Names and numbers that the phrases mention."""
    incidents, customers = part.incidents, part.customers
    products = company.names("products")
    case = rows["incident"] - part.first
    customer = incidents.customer[case]
    writer = np.where(rows["actor_type"] == AGENT, rows["actor"], incidents.agent[case])
    columns = (
        customers.given[customer].tolist(),
        customers.family[customer].tolist(),
        customers.language[customer].tolist(),
        part.agents.name[writer].tolist(),
        incidents.product[case].tolist(),
        (_REFERENCE + (part.first + case) * 7 % 899_981).tolist(),
    )
    family_first = company.languages.index("hu")
    return [
        {
            "name": f"{family} {given}" if language == family_first else f"{given} {family}",
            "agent": agent,
            "product": products[product],
            "order": str(order),
            "em": "am" if given.endswith("a") else "em",  # Polish: who writes is a woman or a man
        }
        for given, family, language, agent, product, order in zip(*columns, strict=True)
    ]
