"""Reads the numbers out of a report's file, as anybody's program could."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Shown:
    """One number of the file: its `data-…` attributes and the text that a reader sees."""

    data: dict[str, str]
    text: str = ""


@dataclass
class File:
    """A parsed file: its numbers, every tag in it, and all text outside of styles."""

    shown: list[Shown] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    text: str = ""

    def of(self, kpi_id: str) -> Shown:
        """The first number of a KPI, which is that of its card."""
        return next(one for one in self.shown if one.data["kpi"] == kpi_id)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.file, self.inside, self.is_style = File(), False, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.file.tags.append((tag, found))
        self.is_style = tag == "style"
        if "data-kpi" in found:
            self.inside = True
            data = {name.removeprefix("data-"): value for name, value in found.items() if name.startswith("data-")}
            self.file.shown.append(Shown(data))

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the signature of Python's reader
        self.inside = self.is_style = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.file.shown[-1].text += data
        if not self.is_style:
            self.file.text += data


def read(html: str) -> File:
    """Parse a file."""
    reader = _Reader()
    reader.feed(html)
    return reader.file
