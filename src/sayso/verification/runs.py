"""From shared word sequences to runs: equal words on one diagonal, the same distance between quotation and source throughout.

Of the many sequences that a long look gives most are common ones that stand alone. What can matter is told from what
cannot by sums over cells that many places share, so that only a part has to be put in order.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.library.index import Hits

__all__ = ["Run", "Runs", "chosen", "heaviest_runs", "heavy_hits", "join", "largest"]

# So many sequences are put in order as they are.
FEW = 4096
# So many cells, or up to twice as many, for each place; a number that scatters documents over them.
CELLS, SCATTER = 4, 0x9E3779B1


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
    diagonal = hits.position - hits.query
    order = _sorted(hits.document, diagonal, hits.query)
    document, position, at, bits = chosen(hits, order)
    diagonal = diagonal[order]
    new = np.ones(len(at), bool)
    new[1:] = (document[1:] != document[:-1]) | (diagonal[1:] != diagonal[:-1]) | (at[1:] - at[:-1] > k + 1)
    if marked[-1]:
        new[1:] |= marked[at[1:]] != marked[at[:-1]]
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(at)) - 1
    weight = np.add.reduceat(bits, first)
    return Runs(document[first], at[first], at[last] + k, position[first], position[last] + k, weight)


def heavy_hits(hits: Hits, k: int, marked: NDArray[np.int64], width: int, share: float) -> tuple[Hits, float]:
    """The places in stretches of `width` words that can hold this share of the bits of the heaviest run, and those bits.

    No run is longer than half a stretch. Stretches that hold as many keep all of their places.
    """
    if len(hits.query) <= FEW:
        return hits, 0.0
    cell, cells = _cells(hits.document, hits.position // (2 * width))
    total = np.bincount(cell, weights=hits.bits, minlength=cells)
    pairs = total + np.roll(total, -1)
    most = np.maximum(pairs[cell], pairs[cell - 1])
    sample = chosen(hits, most >= np.partition(most, len(most) - FEW // 8)[len(most) - FEW // 8])
    least = share * float(join(sample, k, marked).bits.max())
    return chosen(hits, most >= least), least


def heaviest_runs(hits: Hits, k: int, marked: NDArray[np.int64], most: int) -> Runs:
    """So many of the heaviest runs, at least where there are as many; others may be among them."""
    count = 4 * most
    if len(hits.query) > max(FEW, count):
        cell, cells = _cells(hits.document, hits.position - hits.query)
        weight = np.bincount(cell, weights=hits.bits, minlength=cells)[cell]
        least = float(np.partition(weight, len(weight) - count)[len(weight) - count])
        runs = join(chosen(hits, weight >= least), k, marked)
        if np.count_nonzero(runs.bits >= least) >= most:
            return runs
    return join(hits, k, marked)


def _cells(document: NDArray[np.int64], within: NDArray[np.int64]) -> tuple[NDArray[np.int64], int]:
    """A cell for each place, neighbours in a document beside each other, and how many cells there are."""
    cells = 1 << (CELLS * len(document)).bit_length()
    return (document * SCATTER + within) & (cells - 1), cells


def chosen(hits: Hits, which: NDArray[np.bool_] | NDArray[np.int64]) -> Hits:
    """Some of the places, by number or by a mark for each."""
    return Hits(hits.document[which], hits.position[which], hits.query[which], hits.bits[which])


def largest(values: NDArray[np.float64], most: int) -> NDArray[np.int64]:
    """The numbers of so many of the largest values, the largest first, equal ones in their order."""
    if len(values) <= most:
        return np.argsort(-values, kind="stable")
    some = np.flatnonzero(values >= np.partition(values, len(values) - most)[len(values) - most])
    return some[np.argsort(-values[some], kind="stable")][:most]


def _sorted(*columns: NDArray[np.int64]) -> NDArray[np.int64]:
    """The order by several columns, the first one first: by one number made of them all, where it is not too large."""
    order = np.zeros(len(columns[0]), np.int64)
    most = 1
    for column in columns:
        low = int(column.min())
        width = int(column.max()) - low + 1
        most *= width
        if most >= 1 << 62:
            return np.lexsort(columns[::-1])
        order = order * width + (column - low)
    return np.argsort(order)
