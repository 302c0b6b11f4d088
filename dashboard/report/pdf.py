"""A report as a PDF, printed by the Chromium or Chrome of this machine."""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.errors import AmendsError
from dashboard.report.browsers import find_browser, launch_args

_SECONDS = 120
"""How long the browser may take; it usually needs two seconds."""

NO_BROWSER = (
    "A PDF is printed by Chromium or Chrome, and there is none here. Install one or name one in BROWSER_PATH; "
    "the HTML file can be printed from any browser."
)


def pdf(html: str, browser: Path | None = None) -> bytes:
    """The PDF of a file of `page.html`, on A4 in light colours; the browser opens nothing but this file.

    Raises AmendsError when there is no browser or it fails.
    """
    found = browser or find_browser()
    if found is None:
        raise AmendsError(NO_BROWSER)
    with TemporaryDirectory(prefix="amends-", ignore_cleanup_errors=True) as folder:
        source, printed = Path(folder) / "report.html", Path(folder) / "report.pdf"
        source.write_text(html, encoding="utf-8")
        _run([str(found), *_arguments(Path(folder), source, printed)])
        if not printed.is_file():
            raise AmendsError(f"{found} printed nothing. The HTML file can be printed from any browser.")
        return printed.read_bytes()


def _arguments(folder: Path, source: Path, printed: Path) -> list[str]:
    return [
        *launch_args(),
        "--headless",
        f"--user-data-dir={folder / 'profile'}",
        "--no-pdf-header-footer",
        f"--print-to-pdf={printed}",
        source.as_uri(),
    ]


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        raise AmendsError(f"{command[0]} could not print the report: {type(error).__name__}.") from error
