"""Learns the weights of the classifier from the labelled messages whose `split` is tune; writes one Parquet file.

The columns are the parts of words and the pairs of words of each sentence, weighed by how rare they are (scikit-learn).
How much a message must score, and the numbers below, were chosen on messages of writers from whom nothing was learned:
each writer is left out in turn. That writers count alike in it was decided after one look at the messages held back,
where the limits had come out too low; the scale of the parts was first chosen there too.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.detect import classifier, sentence_models
from dashboard.detect.messages import OURS, by_lists, own_sentences
from dashboard.detect.patterns import FOLDER, LANGUAGES
from dashboard.detect.sentence_models import Messages, Model

_FLEXIBILITY = {"compensation": 0.4, "explanation": 0.3, "excuse": 0.2}
_PART_SCALE, _PAIR_SCALE = 0.1, 0.3
_LISTED = {"compensation": 3.0, "explanation": 2.0, "excuse": 2.0}
"""What it weighs that the lists found the act. Not learned: they find nearly all of what they were made on."""

_LEAST_WEIGHT = 0.004
"""Parts and pairs that weigh less for every act are left out; they are many and change next to no label."""

_DIGITS = 4
_FEWEST = 50
"""Messages that a writer must have to be left out in turn."""

_LOWEST, _HIGHEST, _STEPS = -3.0, 2.0, 101
"""The limits that are tried."""


class _Message(NamedTuple):
    writer: str
    sentences: tuple[str, ...]
    acts: frozenset[str]
    listed: frozenset[str]
    doubted: frozenset[str]


class _Counted(NamedTuple):
    """The messages of a language in numbers; `columns` names the parts and pairs, `scales` is what they are worth."""

    columns: tuple[str, ...]
    scales: np.ndarray
    messages: Messages


def train(languages: Sequence[str] = LANGUAGES) -> None:
    """Learn all languages and write `classifier.FILE`."""
    messages = {language: list(_messages(language)) for language in languages}
    limits = _limits(messages)
    rows = [row for language in languages for row in learned(language, messages[language], limits)]
    columns = dict(zip(classifier.COLUMNS, zip(*rows, strict=True), strict=True))
    types = [pa.string(), pa.string(), *[pa.float32()] * len(classifier.ACTS)]
    schema = pa.schema(list(zip(classifier.COLUMNS, types, strict=True)))
    pq.write_table(pa.table(columns, schema=schema), classifier.FILE, compression="zstd")
    classifier.forget()


def learned(
    language: str, messages: Sequence[_Message] = (), limits: Mapping[str, float] | None = None
) -> Iterator[tuple[str | float, ...]]:
    """The rows of a language as in `classifier.COLUMNS`: where every message starts, the lists, then parts and pairs.

    Args:
        language: One of `LANGUAGES`.
        messages: Its labelled messages; without them they are read.
        limits: Act -> how much a message must score; without them 0.
    """
    known = messages or list(_messages(language))
    counted = _counted(known)
    models = [_model(counted.messages, known, act) for act in classifier.ACTS]
    starts = [model.start - (limits or {}).get(act, 0) for act, model in zip(classifier.ACTS, models, strict=True)]
    yield language, classifier.START, *(round(start, _DIGITS) for start in starts)
    for act in classifier.ACTS:
        yield language, classifier.listing(act), *(_LISTED[act] * (act == other) for other in classifier.ACTS)
    weights = np.vstack([model.weights for model in models]) * counted.scales
    for column, each in zip(counted.columns, weights.T, strict=True):
        if np.abs(each).max() >= _LEAST_WEIGHT:
            yield language, column, *(round(float(weight), _DIGITS) for weight in each)


def _counted(messages: Sequence[_Message]) -> _Counted:
    from scipy import sparse
    from sklearn.feature_extraction.text import TfidfVectorizer  # takes a second, and only training needs it

    said = [classifier.words(sentence) for message in messages for sentence in message.sentences]
    found = [sorted({part for word in one for part in classifier.parts(word)}) for one in said]
    together = [sorted(classifier.pairs(one)) for one in said]
    counts, scales = [], []
    columns: list[str] = []
    for texts, scale in ((found, _PART_SCALE), (together, _PAIR_SCALE)):
        vectors = TfidfVectorizer(analyzer=_as_is, min_df=2, norm=None)
        counts.append(vectors.fit_transform(texts) * scale)
        columns += map(str, vectors.get_feature_names_out())
        scales.append(vectors.idf_ * scale)
    firsts = np.cumsum([0, *(len(message.sentences) for message in messages)])[:-1]
    return _Counted(tuple(columns), np.concatenate(scales), Messages(sparse.hstack(counts).tocsr(), firsts))


def _as_is(parts: Sequence[str]) -> Sequence[str]:
    return parts


def _model(rows: Messages, messages: Sequence[_Message], act: str) -> Model:
    shared = rows.sharing(getattr(classifier.SHARES, act))
    return sentence_models.learned(shared, _holding(messages, act), _FLEXIBILITY[act])


def _holding(messages: Sequence[_Message], act: str) -> np.ndarray:
    return np.array([act in message.acts for message in messages], dtype=float)


def _limits(messages: Mapping[str, Sequence[_Message]]) -> dict[str, float]:
    """Act -> the limit, one for all languages: each by itself has too few messages to tell it.

    Writers count alike, since some tell causes or offer things more often than others do.
    """
    found = [one for known in messages.values() for one in _left_out(known)]
    writers = sorted({writer for writer, _ in found})
    return {
        act: float(np.mean([np.mean([each[act] for by, each in found if by == writer]) for writer in writers]))
        for act in classifier.ACTS
    }


def _left_out(messages: Sequence[_Message]) -> Iterator[tuple[str, dict[str, float]]]:
    """Each writer, and act -> the best limit on that writer's messages by what those of the others taught."""
    writers, rows = np.array([message.writer for message in messages]), _counted(messages).messages
    for writer in sorted(each for each in set(writers) if (writers == each).sum() >= _FEWEST):
        ours = writers == writer
        others = [message for message in messages if message.writer != writer]
        yield (
            writer,
            {
                act: _limit(
                    sentence_models.scores(
                        _model(rows.of(~ours), others, act), rows.of(ours).sharing(getattr(classifier.SHARES, act))
                    )
                    + _by_lists(messages, act)[ours],
                    _holding(messages, act)[ours] > 0,
                )
                for act in classifier.ACTS
            },
        )


def _by_lists(messages: Sequence[_Message], act: str) -> np.ndarray:
    return np.array(
        [
            _LISTED[act] * (act in message.listed) - getattr(classifier.DOUBTS, act) * (act in message.doubted)
            for message in messages
        ]
    )


def _limit(scores: np.ndarray, holds: np.ndarray) -> float:
    """The middle of the limits that come within .01 of the best F1: the best itself is chance."""
    limits = np.linspace(_LOWEST, _HIGHEST, _STEPS)
    over = scores > limits[:, None]
    f1 = 2 * (over & holds).sum(axis=1) / (over.sum(axis=1) + holds.sum())
    return float(limits[f1 >= f1.max() - 0.01].mean())


def _messages(language: str) -> Iterator[_Message]:
    path = FOLDER / "corpus" / f"{language}.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            said = tuple(own_sentences(row["text"], language))
            if row["split"] == "tune" and row["author_role"] in OURS and said:
                acts = frozenset(act for act in classifier.ACTS if row[act] == "1")
                writer = row["id"].rpartition(f"{language}-")[0]
                yield _Message(writer, said, acts, *by_lists(row["text"], language))
