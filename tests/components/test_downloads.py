"""What the choice of formats says before a download."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.components import downloads
from tests.exports.exporting import made


def card(command: str | None) -> None:
    """A page with nothing but the choice of formats."""
    from dataclasses import replace

    from dashboard.components import downloads
    from tests.exports.exporting import made

    export = made()
    downloads._card("few", lambda _names: replace(export, about=replace(export.about, command=command)))


@pytest.mark.parametrize("command", ["python -m dashboard rows apology_rate --all", None])
def test_what_is_too_large_for_the_browser_is_offered_as_a_command(
    command: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AMENDS_WAREHOUSE", "/srv/our data")
    monkeypatch.setattr(downloads, "_MOST_BYTES", 1)
    app = AppTest.from_function(card, kwargs={"command": command}).run()
    assert not app.exception
    assert not app.get("download_button")
    captions = [one.value for one in app.caption]
    assert sum("too large for the browser" in one for one in captions) == 3
    codes = [one.value for one in app.code if one.value != made().about.link]
    if command is None:
        assert codes == []
        assert "Take fewer weeks" in captions[-2]
        return
    name = "awkward"
    assert codes == [
        f"{command} --warehouse '/srv/our data' --format {form} --out {name}.{'zip' if form == 'csv' else form}"
        for form in ("csv", "xlsx", "parquet")
    ]
