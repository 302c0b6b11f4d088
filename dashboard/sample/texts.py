"""Writes the bodies of messages, as people write: from phrases in `data/sample/messages.<language>.yml`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import yaml

from dashboard.sample import say
from dashboard.sample.company import FOLDER
from dashboard.sample.say import Say

_GRADES: Final = (None, None, "apology", "non_apology", "sympathy")
_BY_CUSTOMER: Final[Mapping[int, str]] = {
    Say.ANSWER: "answer", Say.CHASER: "chaser", Say.DISPUTE: "dispute", Say.REOPENING: "reopening",
    Say.CONFIRMATION: "confirmation",
}  # fmt: skip
_BODY: Final[Mapping[int, str]] = {
    Say.REPLY: "look", Say.PROGRESS: "progress", Say.STILL_WORKING: "working", Say.SOLVED: "solved",
    Say.SOLVED_AGAIN: "again",
}  # fmt: skip
_EPOCH: Final = date(1970, 1, 1)


@dataclass(frozen=True)
class Message:
    """What one message is about; days since 1970, `numbers` are random and choose the phrases."""

    say: int
    topic: str
    is_question: bool
    is_short: bool
    grade: int
    flags: int
    offer: str | None
    day: int
    due_day: int
    due_hour: int
    euros: int
    slots: Mapping[str, str]
    numbers: Sequence[int]


class Language:
    """The phrases of one language."""

    def __init__(self, code: str) -> None:
        path = FOLDER / f"messages.{code}.yml"
        self._phrases: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))

    def write(self, message: Message) -> str:
        """The body of a message."""
        if message.say == Say.THANKS_ONLY:
            parts = [self._pick("thanks", message, 0)]
        elif message.say == Say.AUTO_REPLY:
            parts = [self._pick("auto", message, 0)]
        elif message.say < Say.AUTO_REPLY:
            parts = self._from_customer(message)
        else:
            parts = self._from_us(message)
        body = "\n".join(parts).format_map(self._slots(message))
        return f"{body}\n\n{self._quoted(message)}" if message.flags & say.QUOTE and not message.is_short else body

    def _slots(self, message: Message) -> dict[str, str]:
        ago = 1 + message.numbers[7] % 9
        day = message.due_day if message.due_day >= 0 else message.day - ago
        return {
            **message.slots,
            "date": self.date(day),
            "hour": f"{message.due_hour}:00",
            "amount": self._phrases["amount"].format(euros=message.euros),
        }

    def date(self, day: int) -> str:
        """A day as people write it in this language, without the year."""
        when = _EPOCH + timedelta(days=day)
        month = self._phrases["months"][when.month - 1]
        text: str = self._phrases["date"].format(day=when.day, month=month, number=when.month)
        return text

    def _pick(self, name: str, message: Message, which: int) -> str:
        return self._one(self._phrases[name], message, which)

    def _of_topic(self, name: str, message: Message, which: int) -> str:
        return self._one(self._phrases["topics"][message.topic][name], message, which)

    @staticmethod
    def _one(phrases: Sequence[str], message: Message, which: int) -> str:
        return phrases[message.numbers[which] % len(phrases)]

    def _from_customer(self, message: Message) -> list[str]:
        if message.say == Say.OPENING:
            sentences = [self._of_topic("question" if message.is_question else "complaint", message, 0)]
            if message.numbers[1] % 5 < 3:
                sentences.append(self._pick("detail", message, 2))
            if message.numbers[3] % 3 and not message.is_question:
                sentences.append(self._pick("wish", message, 4))
        else:
            sentences = [self._pick(_BY_CUSTOMER[message.say], message, 0)]
        text = " ".join(sentences)
        if message.is_short or message.numbers[5] % 6 == 0:
            return [text]
        return [self._pick("hello", message, 5), text, self._pick("bye", message, 6)]

    def _from_us(self, message: Message) -> list[str]:
        flags = message.flags
        head = [self._pick("greeting", message, 5)] if flags & say.GREETING else []
        text = " ".join([*self._regret(message), *self._matter(message), *self._outlook(message)])
        return [*head, text, self._pick("signature", message, 6)] if not message.is_short else [*head, text]

    def _regret(self, message: Message) -> list[str]:
        """The apology, or what stands in its place."""
        if message.grade == 1:
            return [self._of_topic("apology", message, 0)]
        name = _GRADES[message.grade]
        return [self._pick(name, message, 0)] if name else []

    def _matter(self, message: Message) -> list[str]:
        """What was found out and done."""
        flags = message.flags
        sentences = [self._pick(_BODY[message.say], message, 1)]
        if message.say in (Say.SOLVED, Say.SOLVED_AGAIN) and not message.is_question:
            sentences.append(self._of_topic("fixed", message, 2))
        if flags & say.EXPLANATION:
            sentences.append(self._of_topic("explanation", message, 3))
        if flags & say.EXCUSE:
            sentences.append(self._pick("excuse", message, 4))
        if flags & say.QUESTION and message.say == Say.REPLY:
            sentences.append(self._pick("ask", message, 2))
        return sentences

    def _outlook(self, message: Message) -> list[str]:
        """What comes next: offer, promise, thanks."""
        flags = message.flags
        sentences = []
        if message.offer:
            sentences.append(self._one(self._phrases["offers"][message.offer], message, 3))
        if flags & say.PROMISE:
            sentences.append(self._pick("promise", message, 4))
        if flags & say.UNDATED_PROMISE:
            sentences.append(self._pick("promise_undated", message, 4))
        if flags & say.THANKS:
            sentences.append(self._pick("thank", message, 2))
        return sentences

    def _quoted(self, message: Message) -> str:
        """The customer's words under our answer, as mail programs add them."""
        text = self._of_topic("complaint", message, 6)
        head = self._phrases["quote"]
        return f"{head}\n> {text}".format_map({**self._slots(message), "date": self.date(message.day - 1)})
