"""An invented company for trying Amends out: the same seed writes the same bytes, with planted truths to be found."""

from dashboard.sample.build import write

__all__ = ["write"]
