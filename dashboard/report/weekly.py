"""The weekly report as the bytes of a file, and the name of that file."""

from dataclasses import dataclass
from pathlib import Path

from dashboard.engine import weeks
from dashboard.exports import personal
from dashboard.exports.export import file_name
from dashboard.presentation.selection import Selection
from dashboard.report import contents, page, pdf, sheets
from dashboard.state.database import open_state
from dashboard.state.place import state_url
from dashboard.warehouse.reader import Warehouse

FORMS = ("html", "pdf")
"""The kinds of files."""


@dataclass(frozen=True)
class Asking:
    """How a report is asked for: with names or numbers of customers, the link that shows the same, who asks (None: the
    account of the system), the folder of the warehouse beside which it is written down that names left, and what of a
    session's settings is in the numbers.
    """

    has_names: bool = False
    link: str | None = None
    who: str | None = None
    folder: Path | None = None
    tried_out: str = ""


def content(warehouse: Warehouse, chosen: Selection, form: str, asking: Asking = Asking()) -> bytes:
    """The report on the last week of a choice, in one of `FORMS`.

    Raises AmendsError when there is nothing to report, no browser for a PDF, or no record of names that leave.
    """
    due = sheets.of(open_state(state_url(asking.folder)), chosen)
    report = contents.report(
        warehouse, chosen, due, has_names=asking.has_names, link=asking.link, tried_out=asking.tried_out
    )
    text = page.html(report)
    made = pdf.pdf(text) if form == "pdf" else text.encode("utf-8")
    if report.has_names:
        what = f"Weekly report, {chosen.words()}, as {form}"
        personal.write_down(what, ("Customer",), len(report.decisions), asking.link, asking.who, asking.folder)
    return made


def name(chosen: Selection, form: str) -> str:
    """What the file is called; one of the sample company says so."""
    return f"{file_name(f'weekly-report-{weeks.label(chosen.last)}', chosen.choices.version)}.{form}"
