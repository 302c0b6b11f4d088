"""Which acts are found well enough in which language to count; of the rest only what people coded counts."""

from collections.abc import Iterator

from dashboard.detect.measured import is_sure, known
from dashboard.detect.patterns import LANGUAGES

LEAST_F1 = 0.75
"""Of promises, offers and explanations: precision and recall in one figure, on the messages held back."""

ACTS = ("promise", "compensation", "explanation")


def trusted() -> Iterator[tuple[str, str]]:
    """Pairs of language and act: `apology` and those of `ACTS`."""
    yield from ((language, "apology") for language in LANGUAGES if is_sure(language))
    yield from ((row.language, row.label) for row in known() if row.label in ACTS and row.f1 >= LEAST_F1)
