"""What a message is about: the kinds of messages, and the marks that say what else is in it."""

from enum import IntEnum
from typing import Final


class Say(IntEnum):
    """Why a message is written. Customers' kinds come first, from `AUTO_REPLY` on they are ours."""

    OPENING = 0
    ANSWER = 1
    CHASER = 2
    DISPUTE = 3
    REOPENING = 4
    CONFIRMATION = 5
    THANKS_ONLY = 6
    AUTO_REPLY = 7
    REPLY = 8
    PROGRESS = 9
    STILL_WORKING = 10
    SOLVED = 11
    SOLVED_AGAIN = 12
    PROMISE_KEPT = 13
    PROMISE_MOVED = 14


GREETING: Final = 1
THANKS: Final = 2
EXPLANATION: Final = 4
EXCUSE: Final = 8
PROMISE: Final = 16
UNDATED_PROMISE: Final = 32
QUOTE: Final = 64
QUESTION: Final = 128
"""Marks of a message, added together."""
