"""Labels after a person read the message: what somebody said of a label wins over what was found."""

from dataclasses import replace
from typing import Any, cast

from dashboard.detect.apologies import Grade
from dashboard.detect.messages import Labels, Promise

GRADES = ("specific", "formulaic", "non_apology", "sympathy")
PROMISES = ("promise_dated", "promise_undated")
FLAGS = ("compensation", "explanation", "excuse", "greeting", "thanks")


def act(label: str) -> str:
    """What a label is about: `apology` for every grade, `promise` with or without a date, else the label itself."""
    return "apology" if label in GRADES else "promise" if label in PROMISES else label


def judged(found: Labels, label: str, *, holds: bool) -> Labels:
    """The labels after somebody said that one belongs to the message, or does not; unknown names change nothing.

    The day of a promise that only a person saw is not known.
    """
    if label in GRADES:
        grade = cast(Grade, label if holds else "none")
        return replace(found, grade=grade) if holds or found.grade == label else found
    if label in PROMISES:
        said = cast(Promise, label.removeprefix("promise_"))
        if holds == (found.promise == said):
            return found
        return replace(found, promise=said if holds else "none", due=None)
    flag: dict[str, Any] = {f"has_{label}": holds}
    return replace(found, **flag) if label in FLAGS else found
