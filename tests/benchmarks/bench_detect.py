"""How many messages a second are read: all different on one core and on two, and templates as companies send them.

Messages are put together from sentences of the labelled ones in `data/patterns/corpus`, with names, numbers and days
changed, so that none is like another. Goal of issue 5: 20,000 a second on two cores.
"""

import csv
import random
import re
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import duckdb

from dashboard import sample
from dashboard.detect.batches import PROCESSES, SIZE, Messages, Office, batches
from dashboard.detect.clean import own_words
from dashboard.detect.patterns import FOLDER, LANGUAGES
from dashboard.detect.sentences import sentences
from dashboard.load.publish import load
from dashboard.load.request import LoadRequest
from tests.benchmarks.measurement import Measurement

GOAL = 20_000
MESSAGES = 120_000
LOADED = 100_000
RUNS = 2
TEMPLATES = 400
"""Different texts in a company whose people answer with templates."""

NAMES = ("Anna", "Béla", "Chris", "Dorota", "Elene", "Farah", "Giorgi", "Hanna", "Ivan", "Jo")
_NUMBER = re.compile(r"\d+")


def measure(sizes: Sequence[int]) -> Iterable[Measurement]:
    """Messages a second; only the load takes the numbers of incidents, up to `LOADED`."""
    yield _in_load(min(LOADED, max(sizes)))
    chance = random.Random(7)  # noqa: S311 - no secret
    different = list(islice(_different(chance), MESSAGES))
    templates = chance.choices(different[:TEMPLATES], k=MESSAGES)
    yield _speed("different messages, a second of one processor", different, 1)
    yield _speed("different messages, 2 cores", different, PROCESSES, GOAL)
    yield _speed("templates, 2 cores", templates, PROCESSES, GOAL)


def _in_load(incidents: int) -> Measurement:
    """What reading the messages adds to a load of the sample company, whose people answer with templates."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "company"
        sample.write(folder, incidents=incidents, weeks=104, seed=7, progress=_silent)
        events = folder / "incident_events.csv"
        warehouse, bare = Path(scratch) / "warehouse", Path(scratch) / "bare.csv"
        with_texts = min(_load(folder, warehouse) for _ in range(RUNS))
        with duckdb.connect() as con:
            messages = con.execute(_READ, {"path": str(events)}).fetchall()[0][0]
            con.execute(_WITHOUT, {"source": str(events), "target": str(bare)})
        bare.replace(events)
        without = min(_load(folder, warehouse) for _ in range(RUNS))
    added = with_texts - without
    told = f"{messages:,} messages, {with_texts:.1f} s against {without:.1f} s"
    return Measurement("messages in load, 2 cores", messages / added, "messages a second", "at least", GOAL, told)


def _load(folder: Path, warehouse: Path) -> float:
    start = time.perf_counter()
    load(LoadRequest((folder,)), warehouse, _silent)
    return time.perf_counter() - start


def _silent(_stage: str, _share: float | None) -> None:
    """No progress: a benchmark prints its own."""


_READ = """
select count(body) from read_csv($path, all_varchar = true)
where event_type = 'message' and actor_type in ('agent', 'manager')
"""
_WITHOUT = "copy (select * exclude (body) from read_csv($source, all_varchar = true)) to $target (format csv, header)"


def _speed(name: str, texts: Sequence[str], processes: int, goal: int | None = None) -> Measurement:
    chunks = (_messages(texts[start : start + SIZE]) for start in range(0, len(texts), SIZE))
    clock = time.process_time if processes == 1 else time.perf_counter
    start = clock()
    read = sum(len(found.places) for _, found in batches([chunks], Office("Europe/Budapest"), processes))
    rate = read / (clock() - start)
    letters = sum(map(len, texts)) / len(texts)
    return Measurement(
        name, rate, "messages a second", "at least" if goal else None, goal, f"{letters:.0f} letters each"
    )


def _messages(texts: Sequence[str]) -> Messages:
    unknown = (None,) * len(texts)
    return Messages(texts, texts, ("agent",) * len(texts), unknown, unknown)


def _different(chance: random.Random) -> Iterator[str]:
    known = {language: _known(language) for language in LANGUAGES}
    while True:
        language = chance.choice(LANGUAGES)
        said = chance.choices(known[language], k=chance.randint(1, 4))
        text = " ".join(_NUMBER.sub(lambda _: str(chance.randint(1, 28)), sentence) for sentence in said)
        yield f"{chance.choice(NAMES)}, {text} #{chance.randint(1, 999_999)}"


def _known(language: str) -> list[str]:
    """The sentences of all labelled messages of a language."""
    with (FOLDER / "corpus" / f"{language}.csv").open(encoding="utf-8", newline="") as rows:
        return [sentence for row in csv.DictReader(rows) for sentence in sentences(own_words(row["text"]))]
