"""Opening a page by its link in Streamlit's own test runner."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from markupsafe import Markup
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

APP = str(Path(__file__).resolve().parents[2] / "dashboard" / "app.py")


def opened(
    warehouse: Path,
    monkeypatch: pytest.MonkeyPatch,
    page: str = "",
    user: Mapping[str, str | bool | None] = MappingProxyType({}),
    menu: str = "",
    /,
    **params: str | list[str],
) -> AppTest:
    """The page with this URL path over a warehouse, drawn without an exception or an error box; "" is the first one.

    `user` is what Streamlit knows of the reader, where people sign in; `menu` is the key of a menu that is open.
    """
    monkeypatch.setenv("AMENDS_WAREHOUSE", str(warehouse))
    app = AppTest.from_file(APP, default_timeout=60)
    for name, value in params.items():
        app.query_params[name] = value
    if page:
        app._page_hash = calc_hash(page)  # its `switch_page` knows pages that are files only
    if user:
        app.user = dict(user)
    if menu:
        app.session_state[menu] = True
    app.run()
    assert not app.exception
    assert [error.value for error in app.error] == []
    return app


def text(app: AppTest) -> str:
    """All words of the page: headings, text, captions, notes, every table, and what is drawn as one piece."""
    elements = [*app.header, *app.markdown, *app.caption, *app.info, *app.metric]
    tables = [table.value.to_csv() for table in (*app.table, *app.dataframe)]
    return "\n".join(
        [*(str(element.value) for element in elements), *(piece.striptags() for piece in drawn(app)), *tables]
    )


def drawn(app: AppTest) -> list[Markup]:
    """The HTML of the parts of the page that are drawn as one piece."""
    return [Markup(json.loads(element.proto.json)) for element in app.get("bidi_component")]  # noqa: S704 - only read


def tiles(app: AppTest) -> dict[str, str]:
    """The words of the tiles that the page shows, by measure."""
    found = re.findall(r'<section data-tile="(\w+)">(.*?)</section>', "".join(drawn(app)), re.DOTALL)
    return {kpi_id: Markup(html).striptags() for kpi_id, html in found}  # noqa: S704 - only read
