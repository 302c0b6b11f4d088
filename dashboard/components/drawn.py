"""Parts of a page that are one piece of HTML, made from a template: a browser draws it far quicker than many elements.

What a reader picks in it (`data-pick="kind:value"`) comes back as a call; a link can be opened in a tab of its own.
"""

from collections.abc import Callable
from functools import cache, partial
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from jinja2 import Environment

from dashboard.presentation import colours, markup
from dashboard.settings import ROOT

_STATIC = ROOT / "dashboard" / "static"
_PLACE = '<div class="drawn"></div>'

Pick = Callable[[str, str], None]
"""Is called with the kind and the value of what was picked."""


def draw(key: str, template: str, on_pick: Pick, **values: Any) -> None:
    """Draw `dashboard/templates/<template>` with these values; in it `address(page, …)` is the link to another page."""
    html = _templates().get_template(template).render(**values, address=_address)
    _mount()(key=key, data=html, on_picked_change=partial(_picked, key, on_pick))


def _picked(key: str, on_pick: Pick) -> None:
    picked = st.session_state[key].get("picked")
    if picked:
        kind, _, value = str(picked).partition(":")
        on_pick(kind, value)


def _address(page: str, **more: str) -> str:
    """The link to a page with the filters of this one."""
    query = [(name, value) for name in st.query_params for value in st.query_params.get_all(name) if name not in more]
    asked = urlencode([*query, *more.items()])
    return f"./{page}{'?' if asked else ''}{asked}"


@cache
def _templates() -> Environment:
    return markup.environment(ROOT / "dashboard" / "templates")


@cache
def _mount() -> Callable[..., Any]:
    style, script = ((_STATIC / name).read_text(encoding="utf-8") for name in ("drawn.css", "drawn.js"))
    return st.components.v2.component(
        "amends_drawn",
        html=_PLACE,
        css=f".drawn {{ {colours.both()} }}\n{style}",
        js=script,
        isolate_styles=False,
    )
