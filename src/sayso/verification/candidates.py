"""From word sequences shared with the library to the few places worth aligning.

Shared sequences on one diagonal (same distance between quotation and source) make runs; runs close together make a
place; a chain through the runs of a place fixes the words that are equal. All work is bounded by the limit on places
looked up and by how many runs and places are kept.
"""

from __future__ import annotations

from math import inf, log2
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.library.index import Index, spread_grams
from sayso.verification.query import Query

__all__ = ["MOST_PLACES", "Look", "Place", "Reach", "Run", "Runs", "find_places", "find_runs"]

MOST_PLACES = 24
# A quotation of so many words is looked for by what stands beside its word pairs, in the best of so many of their places.
SHORT, MOST_SHORT = 10, 500
# Runs kept of one place: a few for a short quotation, more for a long one, never without bound.
LEAST_RUNS, MOST_RUNS = 60, 1200
# A run joins one of so many runs before it.
LOOK_BACK = 80
# Words that a source may hold between two runs without a mark; more is another place.
NEAR = 30


class Run(NamedTuple):
    """Equal words on one diagonal: quotation words `qs` to `qe - 1`, source words `ps` to `pe - 1`."""

    qs: int
    qe: int
    ps: int
    pe: int
    bits: float


class Place(NamedTuple):
    """A candidate place: the document's ordinal, the chained runs (over words outside brackets), their information."""

    document: int
    runs: tuple[Run, ...]
    bits: float


class Look(NamedTuple):
    """What a look at the library gave: the most promising places, best first, and how sure it is that there are no others.

    `grams` are the bits of the sequences that were looked up, least first; a place that is not among `places` holds fewer
    than `least` bits of them.
    """

    places: list[Place]
    grams: NDArray[np.float64]
    least: float


class Runs(NamedTuple):
    """Runs as columns: the document's ordinal, then what `Run` has; `grams` are the bits of the sequences looked up."""

    document: NDArray[np.int64]
    qs: NDArray[np.int64]
    qe: NDArray[np.int64]
    ps: NDArray[np.int64]
    pe: NDArray[np.int64]
    bits: NDArray[np.float64]
    grams: NDArray[np.float64]

    def take(self, which: NDArray[np.int64]) -> Runs:
        """The runs with these numbers."""
        document, qs, qe, ps, pe, bits = self[:6]
        return Runs(document[which], qs[which], qe[which], ps[which], pe[which], bits[which], self.grams)


class Reach(NamedTuple):
    """How far a look goes: sequences of `k` words, `limit` of their places (of the rarest sequences first).

    With `most` only so many sequences are looked up, rare ones from all over the quotation.
    """

    k: int
    limit: int
    most: int | None = None


def find_places(query: Query, plain: list[int], index: Index, reach: Reach, barred: frozenset[int]) -> Look:
    """The most promising places of a quotation: `find_places(query, plain, index, Reach(3, 2000), frozenset()).places`.

    `plain` holds the words outside brackets, `barred` the documents that are no source.
    """
    runs = find_runs(query, plain, index, reach, barred)
    if runs is None:
        return Look([], np.empty(0), 0.0)
    marked = _marked(query, plain)
    least = inf
    if marked[-1]:
        groups = _by_document(runs)
    elif reach.k == 2 and len(plain) <= SHORT:
        groups = _by_overlap(runs, {query.words[i].key for i in plain}, len(plain), index)
    else:
        groups, least = _by_window(runs, 2 * len(plain) + 40)
    places = [_chain(runs.take(group), marked) for group in groups]
    return Look(sorted(places, key=lambda p: -p.bits), np.sort(runs.grams), least)


def find_runs(query: Query, plain: list[int], index: Index, reach: Reach, barred: frozenset[int]) -> Runs | None:
    """All runs of equal words on one diagonal, `None` if there is none; the arguments are those of `find_places`."""
    k = reach.k
    sequences = len(plain) - k + 1
    if sequences < 1:
        return None
    keys = np.array([query.words[i].key for i in plain], np.uint32)
    whole = (not any(query.gaps[g] for g in range(plain[i] + 1, plain[i + k - 1] + 1)) for i in range(sequences))
    usable = np.fromiter(whole, bool, sequences)
    if reach.most is not None and np.count_nonzero(usable) > reach.most:
        usable = spread_grams(index.at_most(keys, k), usable, reach.most)
    hits = index.hits(keys, usable, k, reach.limit)
    document, position, at, bits = hits
    grams = bits[np.unique(at, return_index=True)[1]]
    if barred:
        keep = ~np.isin(document, np.fromiter(barred, np.int64))
        document, position, at, bits = document[keep], position[keep], at[keep], bits[keep]
    return _runs(document, position, at, bits, k, _marked(query, plain), grams) if len(document) else None


def _marked(query: Query, plain: list[int]) -> NDArray[np.int64]:
    """How many marked gaps stand before each of the words."""
    marks = [any(query.free(g) for g in range(plain[i] + 1, plain[i + 1] + 1)) for i in range(len(plain) - 1)]
    return np.concatenate([[0], np.cumsum(marks, dtype=np.int64)]) if marks else np.zeros(1, np.int64)


def _runs(
    document: NDArray[np.int64],
    position: NDArray[np.int64],
    at: NDArray[np.int64],
    bits: NDArray[np.float64],
    k: int,
    marked: NDArray[np.int64],
    grams: NDArray[np.float64],
) -> Runs:
    """The runs; none goes over a marked gap, where the quotation may skip any distance instead."""
    diagonal = position - at
    order = _sorted(document, diagonal, at)
    document, position, at, diagonal = document[order], position[order], at[order], diagonal[order]
    bits = bits[order]
    new = np.ones(len(at), bool)
    new[1:] = (document[1:] != document[:-1]) | (diagonal[1:] != diagonal[:-1]) | (at[1:] - at[:-1] > k + 1)
    new[1:] |= marked[at[1:]] != marked[at[:-1]]
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(at)) - 1
    weight = np.add.reduceat(bits, first)
    return Runs(document[first], at[first], at[last] + k, position[first], position[last] + k, weight, grams)


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


def _by_window(runs: Runs, width: int) -> tuple[list[NDArray[np.int64]], float]:
    """The heaviest stretches of source that do not overlap, as indexes of runs, and what any other weighs at most."""
    far = int(runs.pe.max()) + width + 1
    place = runs.document * far + runs.ps
    order = np.argsort(place, kind="stable")
    sorted_place = place[order]
    total = np.concatenate([[0.0], np.cumsum(runs.bits[order])])
    end = np.searchsorted(sorted_place, sorted_place + width)
    weight = total[end] - total[: len(order)]
    groups: list[NDArray[np.int64]] = []
    taken = np.zeros(len(order), bool)
    for i in np.argsort(-weight, kind="stable")[: 8 * MOST_PLACES].tolist():
        least = float(weight[i])
        if taken[i]:
            continue
        if len(groups) >= MOST_PLACES:
            return groups, least
        group = np.arange(i, int(end[i]))
        group = group[~taken[group]]
        taken[group] = True
        groups.append(order[group])
    return groups, least if len(order) > 8 * MOST_PLACES else 0.0


def _by_overlap(runs: Runs, wanted: set[int], size: int, index: Index) -> list[NDArray[np.int64]]:
    """The stretches as long as a short quotation that hold most of its words, in any sequence.

    Two words in a row stand in so many places that their weight alone tells little; what stands beside them tells more.
    """
    heaviest = np.argsort(-runs.bits, kind="stable")[:MOST_SHORT]
    places = np.stack([runs.document[heaviest], runs.ps[heaviest] - runs.qs[heaviest] - 2])
    _, once = np.unique(np.stack([places[0], places[1] // 3]), axis=1, return_index=True)
    once.sort()
    documents, firsts, bits = places[0, once], places[1, once], runs.bits[heaviest[once]]
    there = index.rows(documents, firsts, size + 4)
    shared = [np.any(there == np.uint32(key), axis=1) for key in wanted]
    scored = list(
        zip((-np.sum(shared, axis=0)).tolist(), (-bits).tolist(), documents.tolist(), firsts.tolist(), strict=True)
    )
    scored.sort()
    return [
        np.flatnonzero((runs.document == document) & (runs.ps >= first) & (runs.ps < first + size + 4))
        for _, _, document, first in scored[:MOST_PLACES]
    ]


def _by_document(runs: Runs) -> list[NDArray[np.int64]]:
    """The runs of the documents that hold most of the quotation: a marked gap may skip any distance."""
    _, which = np.unique(runs.document, return_inverse=True)
    # A phrase that a long document repeats counts once for it.
    order = np.lexsort((-runs.bits, runs.qs, which))
    new = np.ones(len(order), bool)
    new[1:] = (which[order][1:] != which[order][:-1]) | (runs.qs[order][1:] != runs.qs[order][:-1])
    once = order[new]
    weight = np.bincount(which[once], weights=runs.bits[once])
    best = np.argsort(-weight, kind="stable")[:MOST_PLACES]
    return [np.flatnonzero(which == d) for d in best.tolist()]


def _chain(runs: Runs, marked: NDArray[np.int64]) -> Place:
    """The best chain through the runs of one place; a skip costs its length, at a marked gap only its logarithm."""
    most = min(MOST_RUNS, LEAST_RUNS + len(marked) // 6)
    if len(runs.qs) > most:
        runs = runs.take(np.sort(np.argpartition(-runs.bits, most)[:most]))
    columns = (runs.qs.tolist(), runs.qe.tolist(), runs.ps.tolist(), runs.pe.tolist(), runs.bits.tolist())
    listed = sorted(Run(*row) for row in zip(*columns, strict=True))
    score = [r.bits for r in listed]
    back = [-1] * len(listed)
    for i, run in enumerate(listed):
        for j in range(max(0, i - LOOK_BACK), i):
            before = listed[j]
            if before.qs >= run.qs or before.qe >= run.qe or before.ps >= run.ps or before.pe >= run.pe:
                continue
            gap_q, gap_p = run.qs - before.qe, run.ps - before.pe
            shared = max(0, -gap_q, -gap_p)
            if marked[min(run.qs, len(marked) - 1)] > marked[min(before.qe - 1, len(marked) - 1)]:
                cost = 2 + log2(1 + max(0, gap_p - gap_q)) / 2
            elif gap_p - gap_q > NEAR:
                continue
            else:
                cost = float(abs(gap_p - gap_q))
            cost += run.bits * shared / max(1, run.qe - run.qs)
            if score[j] - cost > 0 and score[j] - cost + run.bits > score[i]:
                score[i], back[i] = score[j] - cost + run.bits, j
    at = max(range(len(listed)), key=score.__getitem__)
    best, chain = score[at], list[Run]()
    while at >= 0:
        chain.append(listed[at])
        at = back[at]
    return Place(int(runs.document[0]), tuple(reversed(chain)), best)
