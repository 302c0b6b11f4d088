"""Words of the data in a piece of HTML are shown and never obeyed."""

from dashboard.components import drawn

SCRIPT = "<script>alert('1')</script>"


def test_words_of_the_data_are_shown_and_not_obeyed() -> None:
    row = dict.fromkeys(("glyph", "what", "at_stake", "when", "who", "pick"), SCRIPT)
    bar = dict.fromkeys(("key", "name", "role", "share", "text", "note", "told"), SCRIPT)
    html = (
        drawn._templates()
        .get_template("overview.html")
        .render(
            decisions={"answer": SCRIPT, "rows": [{**row, "page": "incidents", "more": {"incident": SCRIPT}}]},
            stakes={"answer": SCRIPT, "about": SCRIPT, "rows": [bar]},
            drivers=[{"name": SCRIPT, "line": SCRIPT, "details": SCRIPT}],
            address=drawn._address,
        )
    )
    assert "<script" not in html
    assert html.count("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;") == 20
    assert "./incidents?incident=%3Cscript%3E" in html
