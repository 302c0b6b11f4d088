"""Saved views: a page with its filters under a name, and which of them somebody wants to begin with."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from dashboard.errors import AmendsError
from dashboard.state.merging import key
from dashboard.state.records import Entry, Problem, words
from dashboard.state.session import Session


@dataclass(frozen=True, kw_only=True)
class SavedView(Entry):
    """A view under a name: `page` as the link calls it, `link` the part behind the question mark."""

    table = "saved_views"
    label = "saved view"

    name: str = words(longest=120)
    page: str = words(longest=120)
    link: str = words(longest=8000, may_be_empty=True, default="")
    is_start: bool = False

    def problems(self) -> Iterator[Problem]:
        """A view leads to a page of Amends and nowhere else."""
        if not self.page.replace("_", "").isalnum():
            yield "page", "must be the name of a page, like overview"
        if any(sign in self.link for sign in "\r\n#"):
            yield "link", "must be the part of a link behind the question mark"


def new(name: str, page: str, link: str) -> SavedView:
    """A view to be saved; everybody sees it, so there is one of each name."""
    return SavedView(id=key(" ".join(name.casefold().split())), name=" ".join(name.split()), page=page, link=link)


def saved_views(session: Session) -> tuple[SavedView, ...]:
    """All views in the order of their names."""
    return tuple(sorted(session.all(SavedView), key=lambda view: view.name.casefold()))


def start_with(session: Session, view: SavedView | None) -> None:
    """Make a view the one that the writer begins with; None begins with the overview again."""
    if view is not None and view.author != session.author:
        raise AmendsError(
            f"“{view.name}” is a view of {view.author}. Save it under a name of your own to begin with it."
        )
    for other in session.all(SavedView, author=session.author, is_start=True):
        if view is None or other.id != view.id:
            session.save(replace(other, is_start=False))
    if view is not None and not view.is_start:
        session.save(replace(view, is_start=True))


def start_view(session: Session, author: str) -> SavedView | None:
    """The view that somebody begins with, without a name the one chosen last by anybody; None when nobody chose one."""
    chosen = session.all(SavedView, is_start=True, **({"author": author} if author else {}))
    return max(chosen, key=lambda view: (view.changed_at or datetime.min, view.id), default=None)
