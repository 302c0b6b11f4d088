"""Learns the weights of the classifier from the labelled messages whose `split` is tune; writes one Parquet file.

Logistic regression over the parts of words, each weighed by how rare it is (scikit-learn). It learns nothing from the
messages held back; only the three numbers below were chosen by how they do there, from a few that did nearly alike.
"""

import csv
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.detect import classifier
from dashboard.detect.messages import OURS, own_sentences
from dashboard.detect.patterns import FOLDER, LANGUAGES

_FLEXIBILITY = 0.5
"""Inverse strength of the regularisation."""

_SCALE = 0.1
_LEAST_WEIGHT = 0.002
"""Parts that weigh less for every act are left out; they are many and change no label."""

_DIGITS = 4


class _Message(NamedTuple):
    parts: frozenset[str]
    acts: frozenset[str]


def train(languages: Sequence[str] = LANGUAGES) -> None:
    """Learn all languages and write `classifier.FILE`."""
    rows = [row for language in languages for row in learned(language)]
    columns = dict(zip(classifier.COLUMNS, zip(*rows, strict=True), strict=True))
    types = [pa.string(), pa.string(), *[pa.float32()] * len(classifier.ACTS)]
    schema = pa.schema(list(zip(classifier.COLUMNS, types, strict=True)))
    pq.write_table(pa.table(columns, schema=schema), classifier.FILE, compression="zstd")
    classifier.forget()


def learned(language: str) -> Iterator[tuple[str | float, ...]]:
    """The rows of a language as in `classifier.COLUMNS`, by part; the first holds where every message starts."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # takes a second, and only training needs it

    messages = list(_messages(language))
    vectors = TfidfVectorizer(analyzer=_as_is, min_df=2, norm=None)
    counted = vectors.fit_transform([sorted(message.parts) for message in messages]) * _SCALE
    models = [_model(counted, [act in message.acts for message in messages]) for act in classifier.ACTS]
    yield language, classifier.START, *(round(float(model.intercept_[0]), _DIGITS) for model in models)
    weights = np.vstack([model.coef_[0] for model in models]) * vectors.idf_ * _SCALE
    for part, each in zip(vectors.get_feature_names_out(), weights.T, strict=True):
        if np.abs(each).max() >= _LEAST_WEIGHT:
            yield language, str(part), *(round(float(weight), _DIGITS) for weight in each)


def _as_is(parts: Sequence[str]) -> Sequence[str]:
    return parts


def _model(counted: Any, holds: Sequence[bool]) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=_FLEXIBILITY, max_iter=3000).fit(counted, np.array(holds))


def _messages(language: str) -> Iterator[_Message]:
    path = FOLDER / "corpus" / f"{language}.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["split"] == "tune" and row["author_role"] in OURS:
                said = classifier.words(own_sentences(row["text"], language))
                found = frozenset(part for word in said for part in classifier.parts(word))
                yield _Message(found, frozenset(act for act in classifier.ACTS if row[act] == "1"))
