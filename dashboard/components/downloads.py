"""Downloads: one popover for cases, tables and charts that says first how many rows, how large, and with which link."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from dashboard.components import data, page_data, sign_in
from dashboard.engine import weeks, what_if
from dashboard.engine.filters import Filters
from dashboard.exports import again, cases, files, personal, sheets, sizes, tables
from dashboard.exports.about import settings_of
from dashboard.exports.export import Export, Making
from dashboard.presentation import formats
from dashboard.presentation.selection import Selection
from dashboard.settings import warehouse_dir

_FORMS = {
    "csv": ("CSV", "application/zip", "Opens in Excel with all accents; the zip also says what the columns mean."),
    "xlsx": (
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "The sheet About says what the columns mean.",
    ),
    "parquet": ("Parquet", "application/vnd.apache.parquet", "For programs; about.json is in its metadata."),
}
_ICON = ":material/download:"
_WEEKS = ("week", "weeks")

_MOST_BYTES = 150_000_000
"""What a browser gets in one go; the server holds it in memory until it is fetched."""


def of_cases(chosen: Selection, key: str, kpi_id: str, within: Filters, count: int, state: str = "counted") -> None:
    """The download of all cases of a measure in one state under these filters."""
    make = partial(
        cases.export,
        data.of(chosen.version),
        kpi_id,
        within,
        (state,),
        link=link(chosen),
        words=_filters(chosen),
        settings=_settings(chosen),
    )
    popover(
        key, f"Download {formats.plural(count, 'row')}", lambda has_names: make(personal=has_names), is_empty=not count
    )


def of_table(chosen: Selection, key: str, table: tables.Shown, kpi_ids: Sequence[str], sql: Sequence[str]) -> None:
    """The download of one table in full, with the measures and selects behind it."""
    make = partial(tables.export, table, chosen, kpi_ids, sql, link=link(chosen), settings=_settings(chosen))
    label = f"Download {formats.plural(len(table.frame), 'row')}"
    popover(key, label, lambda has_names: make(personal=has_names), is_empty=table.frame.empty)


def of_page(chosen: Selection) -> None:
    """The download of any table or chart of the page; the entry script calls it below every page."""
    _of_page(chosen)


@st.fragment
def _of_page(chosen: Selection) -> None:
    with st.popover("Download the data of this page", icon=_ICON, key="page-data", on_change="rerun") as opened:
        if not opened.open:
            return
        found = {f"{one.label} ({formats.plural(len(one.frame), 'row')})": one for one in page_data.everything()}
        if not found:
            st.caption("This page shows no table and no chart.")
            return
        name = st.selectbox("Which table or chart", list(found), key="page-data-which")
        one = found.get(name or "", next(iter(found.values())))
        make = partial(
            tables.export,
            one,
            chosen,
            page_data.kpi_ids(),
            page_data.sql(chosen.version),
            link=link(chosen),
            settings=_settings(chosen),
        )
        _card(f"page-data-{one.key}", lambda has_names: make(personal=has_names))


@st.fragment
def popover(key: str, label: str, making: Making, *, is_empty: bool = False) -> None:
    """A button that opens the choice of formats; nothing is read before it is opened."""
    with st.container(horizontal=True, horizontal_alignment="right"):
        opened = st.popover(label, icon=_ICON, key=f"{key}-download", disabled=is_empty, on_change="rerun")
    with opened:
        if opened.open:
            _card(key, making)


def _card(key: str, making: Making) -> None:
    """How many rows, of which data, what was left out, the link, and one button a format with its size."""
    export = making(False)
    if export.personal:
        switch = f"With personal data ({', '.join(export.personal)}); this is recorded"
        export = making(True) if sign_in.switch(switch, f"{key}-personal") else export
    version = export.about.version
    age = formats.moment(version.as_of, version.timezone)
    st.markdown(f"**{formats.plural(export.about.rows, 'row')}**, not cut · data to {age}")
    for note in export.about.notes:
        st.caption(note)
    with st.container(horizontal=True, gap="xsmall"):
        for form in _FORMS:
            _button(key, export, form)
    if export.about.link:
        st.caption("This link shows the same again:")
        st.code(export.about.link, language=None, wrap_lines=True)


def _button(key: str, export: Export, form: str) -> None:
    label, mime, told = _FORMS[form]
    size = sizes.estimate(export, form)
    if size > _MOST_BYTES:
        _too_large(export, form, label, size)
        return
    split = export.about.rows > sheets.SHEET_ROWS and form == "xlsx"
    st.download_button(
        f"{label}, {'about ' if export.about.rows > sizes.SAMPLED else ''}{sizes.words(size)}",
        _maker(export, form),
        file_name=f"{export.name}.{files.ending(form)}",
        mime=mime,
        icon=_ICON,
        key=f"{key}-{form}",
        on_click="ignore",
        help=f"{told} More rows than a sheet holds: they stand on several." if split else told,
    )


def _too_large(export: Export, form: str, label: str, size: int) -> None:
    """The command that writes the same file where the data are, else what makes it smaller."""
    what = f"{label}: {sizes.words(size)} is too large for the browser."
    if not export.about.command:
        st.caption(f"{what} Take fewer weeks or a narrower filter.")
        return
    st.caption(f"{what} This command writes it, where Amends runs:")
    st.code(again.into_file(export.about.command, warehouse_dir(), form, export.name), language="bash", wrap_lines=True)


def _maker(export: Export, form: str) -> Callable[[], bytes]:
    who = sign_in.name() or None

    def make() -> bytes:
        personal.record(export, form, who)
        return files.content(export, form)

    return make


def _settings(chosen: Selection) -> Mapping[str, str]:
    """The settings in force; those that somebody tries out are said to be no settings of the company."""
    dials = what_if.split(chosen.version)[1]
    in_force = {**settings_of(data.of(chosen.version)), **dials}
    return {key: f"{value} (what if, not the company's)" if key in dials else value for key, value in in_force.items()}


def _filters(chosen: Selection) -> str:
    """The filters in the page's words, without the weeks: the cases may be of fewer than the page shows."""
    parts = [f"{label.lower()}: {' or '.join(values)}" for label, values in chosen.chosen]
    return "; ".join(parts) or "everything"


def link(chosen: Selection) -> str:
    """The link of what the page shows, with its weeks by name, so that it shows the same once newer data are loaded."""
    kept = [(name, value) for name in st.query_params if name not in _WEEKS for value in st.query_params.get_all(name)]
    span = f"{weeks.label(chosen.first)}..{weeks.label(chosen.last)}"
    dials = [(what_if.PARAMETER, what_if.written(what_if.split(chosen.version)[1]))]
    return f"{st.context.url}?{urlencode([*kept, ('weeks', span), *(dial for dial in dials if dial[1])], safe='.')}"
