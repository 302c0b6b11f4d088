"""A linear model of sentences that is learned from messages: only the message is labelled, its best sentence counts.

A sentence is read with a share of the whole message, so an excuse may need what stands around it. Learned by logistic
loss over a soft maximum, which is so steep that the plain maximum may take its place afterwards.
"""

from typing import Any, NamedTuple

import numpy as np

_STEEPNESS = 10.0
_STEPS = 200


class Model(NamedTuple):
    """A message scores `start` and the highest of its sentences; a sentence the sum of the weights of its columns."""

    start: float
    weights: np.ndarray


class Messages(NamedTuple):
    """Sentences as the rows of a sparse matrix, message by message; `firsts` are the rows where a message starts."""

    rows: Any
    firsts: np.ndarray

    @property
    def owners(self) -> np.ndarray:
        """Row -> message."""
        return np.repeat(np.arange(len(self.firsts)), np.diff(np.append(self.firsts, self.rows.shape[0])))

    def of(self, chosen: np.ndarray) -> "Messages":
        """Only the messages of a mask."""
        counts = np.bincount(self.owners)[chosen]
        return Messages(self.rows[chosen[self.owners]], np.concatenate([[0], counts.cumsum()[:-1]]))

    def sharing(self, share: float) -> "Messages":
        """Sentences with a share, 0 to 1, of the sum of their message."""
        from scipy import sparse

        count = len(self.owners)
        whole = sparse.csr_matrix((np.ones(count), (self.owners, np.arange(count)))) @ self.rows
        return Messages(((1 - share) * self.rows + share * whole[self.owners]).tocsr(), self.firsts)


def learned(messages: Messages, holds: np.ndarray, flexibility: float) -> Model:
    """The model of an act.

    Args:
        messages: Those that are labelled.
        holds: One truth a message.
        flexibility: Inverse strength of the regularisation; the start is not regularised.
    """
    from scipy.optimize import minimize
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # no stubs are published

    columns, owners = messages.rows.T.tocsr(), messages.owners

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        weights, start = parameters[:-1], parameters[-1]
        score, part = _soft(messages.rows @ weights, messages.firsts, owners)
        score = score + start
        error = 1 / (1 + np.exp(-score)) - holds
        value = flexibility * (np.logaddexp(0, score) - holds * score).sum() + weights @ weights / 2
        slope = flexibility * (columns @ (part * error[owners])) + weights
        return float(value), np.append(slope, flexibility * error.sum())

    first = np.zeros(messages.rows.shape[1] + 1)
    with threadpool_limits(1):  # vectors this short are added up sooner by one thread than by several that wait
        found = minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    return Model(float(found.x[-1]), found.x[:-1])


def scores(model: Model, messages: Messages) -> np.ndarray:
    """One score a message; above 0 = it rather holds the act."""
    return model.start + np.maximum.reduceat(messages.rows @ model.weights, messages.firsts)


def _soft(values: np.ndarray, firsts: np.ndarray, owners: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The soft maximum of each message, and the part that each sentence has in it."""
    highest = np.maximum.reduceat(values, firsts)
    raised = np.exp(_STEEPNESS * (values - highest[owners]))
    total = np.add.reduceat(raised, firsts)
    return highest + np.log(total) / _STEEPNESS, raised / total[owners]
