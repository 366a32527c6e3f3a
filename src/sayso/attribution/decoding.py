"""From scores to labels: the likeliest path through a linear-chain random field, and how probable each label on it is.

All chunks are decoded side by side, one word of each at a time, and each only as far as it goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Field", "decode"]

Scores = NDArray[np.float32]
_AT_ONCE = 256


class Field(NamedTuple):
    """The parameters of the field: scores of one label after another, and of a label at a chunk's head."""

    step: Scores
    start: Scores


def decode(chunks: Sequence[Scores], field: Field) -> list[tuple[list[int], list[float]]]:
    """The labels of each chunk's words by Viterbi's algorithm, with their posterior probabilities.

    Each chunk is an array of words by labels. `decode([scores], field)[0]` is one list of labels and one of probabilities.
    """
    out: list[tuple[list[int], list[float]]] = [([], [])] * len(chunks)
    order = sorted((i for i in range(len(chunks)) if len(chunks[i])), key=lambda i: len(chunks[i]))
    for at in range(0, len(order), _AT_ONCE):
        group = order[at : at + _AT_ONCE]
        lengths = [len(chunks[i]) for i in group]
        scores = np.zeros((lengths[-1], len(group), chunks[group[0]].shape[1]), dtype=np.float32)
        for n, i in enumerate(group):
            scores[: lengths[n], n] = chunks[i]
        # The first of the chunks that go on to each word, the shortest being first: those before it have ended.
        going = np.searchsorted(lengths, np.arange(lengths[-1]), "right").tolist()
        paths = _best(scores, going, field)
        beliefs = _beliefs(scores, going, paths, field)
        for n, i in enumerate(group):
            out[i] = (paths[: lengths[n], n].tolist(), beliefs[: lengths[n], n].tolist())
    return out


def _best(scores: Scores, going: list[int], field: Field) -> NDArray[np.int64]:
    """The likeliest labels. Only what each step reaches is kept; where the best path came from is asked on the way back."""
    width, count, labels = scores.shape
    # The chunks side by side in memory: every step is a few operations over all of them.
    reached = np.empty((width, labels, count), dtype=np.float32)
    reached[0] = (field.start + scores[0]).T
    own = np.ascontiguousarray(scores.transpose(0, 2, 1))
    step = field.step[:, :, None]
    for t in range(1, width):
        k = going[t]
        np.add((reached[t - 1, :, k:][:, None, :] + step).max(0), own[t, :, k:], out=reached[t, :, k:])
    path = np.zeros((width, count), dtype=np.int64)
    before = np.ascontiguousarray(field.step.T)
    further = count
    for t in range(width - 1, -1, -1):
        k = going[t]
        # The chunks that end here begin their way back.
        path[t, k:further] = reached[t, :, k:further].argmax(0)
        if further < count:
            path[t, further:] = (reached[t, :, further:].T + before[path[t + 1, further:]]).argmax(1)
        further = k
    return path


def _beliefs(scores: Scores, going: list[int], paths: NDArray[np.int64], field: Field) -> Scores:
    """The posterior probability of each label on the paths: forward and backward sums, each word's scaled to one."""
    lift = np.exp(scores - scores.max(2, keepdims=True))
    step, start = np.exp(field.step), np.exp(field.start - field.start.max())
    forward = np.zeros_like(scores)
    forward[0] = start * lift[0]
    forward[0] /= forward[0].sum(1, keepdims=True)
    # Products are of all the chunks: of fewer rows their last digits may be others.
    for t, k in enumerate(going[1:], 1):
        row = (forward[t - 1] @ step)[k:] * lift[t, k:]
        np.divide(row, row.sum(1, keepdims=True), out=forward[t, k:])
    backward = np.ones_like(scores)
    for t in range(len(going) - 2, -1, -1):
        k = going[t + 1]
        row = ((backward[t + 1] * lift[t + 1]) @ step.T)[k:]
        np.divide(row, row.sum(1, keepdims=True), out=backward[t, k:])
    product = forward * backward
    own: Scores = np.take_along_axis(product, paths[:, :, None], 2)[:, :, 0]
    # Behind a chunk's end there is nothing to share out.
    np.divide(own, product.sum(2), out=own, where=own > 0)
    return own
