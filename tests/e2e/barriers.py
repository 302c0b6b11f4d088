"""What axe-core finds on a page that keeps people out: its serious and critical violations that are ours."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

IMPACTS = ("serious", "critical")


@dataclass(frozen=True)
class Allowed:
    """A violation inside Streamlit's own markup, which we cannot change: the rule, where, and why it is bearable."""

    rule: str
    html: str
    reason: str


ALLOWED: tuple[Allowed, ...] = ()


def found(page: Page, rules: tuple[str, ...] = ()) -> list[str]:
    """Every violation that is not allowed, as `rule: element: what is wrong`; `rules` restrict the search."""
    only = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
    response = _axe().run(page, options={"resultTypes": ["violations"], **only}).response
    return [told for violation in response["violations"] for told in _ours(violation)]


@cache
def _axe() -> Axe:
    return Axe()


def _ours(violation: dict[str, Any]) -> Iterator[str]:
    if violation["impact"] not in IMPACTS:
        return
    for node in violation["nodes"]:
        if not any(one.rule == violation["id"] and re.search(one.html, node["html"]) for one in ALLOWED):
            checks = [*node["any"], *node["all"], *node["none"]]
            yield f"{violation['id']}: {node['html'][:160]}: {checks[0]['message'] if checks else violation['help']}"
