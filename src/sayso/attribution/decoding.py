"""From scores to labels: the likeliest path through a linear-chain random field, and how probable each label on it is.

All chunks are decoded side by side, one word of each at a time; padding stands behind a chunk's end and changes nothing.
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
        lengths = np.array([len(chunks[i]) for i in group])
        scores = np.zeros((len(group), int(lengths.max()), chunks[group[0]].shape[1]), dtype=np.float32)
        for n, i in enumerate(group):
            scores[n, : lengths[n]] = chunks[i]
        paths = _best(scores, lengths, field)
        beliefs = _posteriors(scores, lengths, field)
        for n, i in enumerate(group):
            path = paths[n, : lengths[n]]
            out[i] = (path.tolist(), beliefs[n, np.arange(lengths[n]), path].tolist())
    return out


def _best(scores: Scores, lengths: NDArray[np.int64], field: Field) -> NDArray[np.int64]:
    """The likeliest labels. Only what each step reaches is kept; where the best path came from is asked on the way back."""
    count, width, labels = scores.shape
    # The chunks side by side in memory: every step is a few operations over all of them.
    reached = np.empty((width, labels, count), dtype=np.float32)
    reached[0] = (field.start + scores[:, 0]).T
    own = np.ascontiguousarray(scores.transpose(1, 2, 0))
    step = field.step[:, :, None]
    for t in range(1, width):
        np.add((reached[t - 1][:, None, :] + step).max(0), own[t], out=reached[t])
    path = np.zeros((count, width), dtype=np.int64)
    rows = np.arange(count)
    here = reached[lengths - 1, :, rows].argmax(1)
    for t in range(width - 1, -1, -1):
        path[:, t] = here
        if t:
            # Behind a chunk's end the path waits at its last label.
            before = (reached[t - 1].T + field.step.T[here]).argmax(1)
            here = np.where(t < lengths, before, here)
    return path


def _posteriors(scores: Scores, lengths: NDArray[np.int64], field: Field) -> Scores:
    """Probability of every label of every word: forward and backward sums, each word's scaled to one."""
    count, width, labels = scores.shape
    lift = np.exp(scores - scores.max(2, keepdims=True))
    step, start = np.exp(field.step), np.exp(field.start - field.start.max())
    forward = np.zeros((count, width, labels), dtype=np.float32)
    forward[:, 0] = start * lift[:, 0]
    forward[:, 0] /= forward[:, 0].sum(1, keepdims=True)
    for t in range(1, width):
        row = (forward[:, t - 1] @ step) * lift[:, t]
        forward[:, t] = row / row.sum(1, keepdims=True)
    backward = np.ones((count, width, labels), dtype=np.float32)
    for t in range(width - 2, -1, -1):
        row = (backward[:, t + 1] * lift[:, t + 1]) @ step.T
        row = row / row.sum(1, keepdims=True)
        backward[:, t] = np.where((t < lengths - 1)[:, None], row, 1.0)
    product = forward * backward
    return np.asarray(product / product.sum(2, keepdims=True), dtype=np.float32)
