"""What was read before and will be met again: dictionaries that make what they lack, and never grow too large."""

from collections.abc import Callable
from itertools import islice
from typing import TypeVar

_Made = TypeVar("_Made")

LONGEST = 300
"""Letters of the longest text that is remembered."""

_memories: list["Memory[object]"] = []


class Memory(dict[str, _Made]):
    """Text -> what was made of it; of more than `most` texts the half that was met first is forgotten."""

    def __init__(self, make: Callable[[str], _Made], most: int) -> None:
        super().__init__()
        self._make, self._most = make, most
        _memories.append(self)  # type: ignore[arg-type]  # only to be cleared

    def __missing__(self, text: str) -> _Made:
        made = self._make(text)
        if len(text) <= LONGEST:
            if len(self) >= self._most:
                for old in list(islice(self, self._most // 2)):
                    self.pop(old, None)
            self[text] = made
        return made


def forget() -> None:
    """Empties all of them, when what they were made by has changed."""
    for memory in _memories:
        memory.clear()
