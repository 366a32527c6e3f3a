"""From shared word sequences to runs: equal words on one diagonal, the same distance between quotation and source throughout.

A long look gives tens of thousands of sequences. They are put in order as single numbers, which is many times faster than by
columns, and everything else is read off these numbers.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.library.index import Hits

__all__ = ["Run", "Runs", "chosen", "in_order", "join", "largest"]

_MOST_BITS = 63
# Among so many times as many numbers as are asked for it is first seen which of all may be the largest.
_SAMPLED = 8


class Run(NamedTuple):
    """Equal words on one diagonal: quotation words `qs` to `qe - 1`, source words `ps` to `pe - 1`."""

    qs: int
    qe: int
    ps: int
    pe: int
    bits: float


class Runs(NamedTuple):
    """Runs as columns, in order of their documents: the document's ordinal, then what `Run` has."""

    document: NDArray[np.int64]
    qs: NDArray[np.int64]
    qe: NDArray[np.int64]
    ps: NDArray[np.int64]
    pe: NDArray[np.int64]
    bits: NDArray[np.float64]


def join(hits: Hits, k: int, marked: NDArray[np.int64]) -> Runs:
    """The runs that some places of `k`-word sequences make.

    None goes over a marked gap, where the quotation may skip any distance instead: `marked` counts the gaps before each
    word.
    """
    size = int(hits.query.max()) + 1
    worth = np.zeros(size)
    worth[hits.query] = hits.bits
    diagonal = hits.position - hits.query + size
    # Sequences of different diagonals are further apart, as numbers, than those that one run joins.
    at_bits, diagonal_bits = (size + k + 1).bit_length(), int(diagonal.max()).bit_length()
    if int(hits.document.max()).bit_length() + diagonal_bits + at_bits > _MOST_BITS:
        order = np.lexsort((hits.query, diagonal, hits.document))
        document, diagonal, at = hits.document[order], diagonal[order], hits.query[order]
        new = (np.diff(document) != 0) | (np.diff(diagonal) != 0) | (np.diff(at) > k + 1)
        begin, end = _ends(new, at, marked)
        document, diagonal = document[begin], diagonal[begin]
    else:
        packed = (hits.document << diagonal_bits | diagonal) << at_bits | hits.query
        # The places of each sequence rise already: they are merged.
        packed.sort(kind="stable")
        at = packed & ((1 << at_bits) - 1)
        begin, end = _ends(np.diff(packed) > k + 1, at, marked)
        line = packed[begin] >> at_bits
        document, diagonal = line >> diagonal_bits, line & ((1 << diagonal_bits) - 1)
    qs, qe = at[begin], at[end] + k
    first = diagonal - size
    return Runs(document, qs, qe, first + qs, first + qe, np.add.reduceat(worth[at], begin))


def _ends(new: NDArray[np.bool_], at: NDArray[np.int64], marked: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
    """The numbers of the first and of the last sequence of each run; `new` says where one begins, the first one aside."""
    if marked[-1]:
        new |= np.diff(marked[at]) != 0
    later = np.flatnonzero(new)
    return np.concatenate([[0], later + 1]), np.append(later, len(new))


def in_order(values: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Numbers in order, and where each of them stood; equal ones in their order. Nearly sorted ones take the least time."""
    order = np.argsort(values, kind="stable")
    return values[order], order


def chosen(hits: Hits, which: NDArray[np.bool_] | NDArray[np.int64]) -> Hits:
    """Some of the places, by number or by a mark for each."""
    return Hits(hits.document[which], hits.position[which], hits.query[which], hits.bits[which])


def largest(values: NDArray[np.float64], most: int) -> NDArray[np.int64]:
    """The numbers of so many of the largest values, the largest first, equal ones in their order."""
    if len(values) <= most:
        return np.argsort(-values, kind="stable")
    # The least of the largest among some is no more than that among all, and often the same.
    some = values[:: max(1, len(values) // (_SAMPLED * most))]
    least = np.partition(some, len(some) - most)[len(some) - most]
    above = np.flatnonzero(values > least)
    held = values[above]
    if len(above) > most:
        above = above[held >= np.partition(held, len(held) - most)[len(held) - most]]
        held = values[above]
    above = above[np.argsort(-held, kind="stable")][:most]
    if len(above) == most:
        return above
    return np.concatenate([above, np.flatnonzero(values == least)[: most - len(above)]])
