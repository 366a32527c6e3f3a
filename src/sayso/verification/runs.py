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
    document, diagonal, at = _sorted(hits.document, diagonal, hits.query)
    new = np.ones(len(at), bool)
    new[1:] = (document[1:] != document[:-1]) | (diagonal[1:] != diagonal[:-1]) | (at[1:] - at[:-1] > k + 1)
    if marked[-1]:
        new[1:] |= marked[at[1:]] != marked[at[:-1]]
    first = np.flatnonzero(new)
    qs, qe = at[first], at[np.append(first[1:], len(at)) - 1] + k
    begin = diagonal[first] - size
    return Runs(document[first], qs, qe, begin + qs, begin + qe, np.add.reduceat(worth[at], first))


def _sorted(*columns: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Columns of numbers of at least 0 in order, by the first one, then by the next."""
    widths = [int(column.max()).bit_length() for column in columns]
    if sum(widths) > _MOST_BITS:
        order = np.lexsort(columns[::-1])
        return [column[order] for column in columns]
    packed = columns[0]
    for column, width in zip(columns[1:], widths[1:], strict=True):
        packed = packed << width | column
    packed = np.sort(packed)
    out: list[NDArray[np.int64]] = []
    for width in widths[:0:-1]:
        out.append(packed & ((1 << width) - 1))
        packed = packed >> width
    return [packed, *out[::-1]]


def in_order(values: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Numbers of at least 0 in order, and where each of them stood; equal ones in their order."""
    values, order = _sorted(values, np.arange(len(values)))
    return values, order


def chosen(hits: Hits, which: NDArray[np.bool_] | NDArray[np.int64]) -> Hits:
    """Some of the places, by number or by a mark for each."""
    return Hits(hits.document[which], hits.position[which], hits.query[which], hits.bits[which])


def largest(values: NDArray[np.float64], most: int) -> NDArray[np.int64]:
    """The numbers of so many of the largest values, the largest first, equal ones in their order."""
    if len(values) <= most:
        return np.argsort(-values, kind="stable")
    some = np.flatnonzero(values >= np.partition(values, len(values) - most)[len(values) - most])
    return some[np.argsort(-values[some], kind="stable")][:most]
