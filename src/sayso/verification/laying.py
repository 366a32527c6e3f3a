"""Candidate places laid under the quotation, all at once: what each costs, and word by word those that come near the best."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.library.index import Index
from sayso.verification.align import (
    MOST_CELLS,
    MOST_WORDS,
    WORD,
    Op,
    align,
    anchored,
    last_words,
    least_costs,
    table,
    trace,
)
from sayso.verification.candidates import Place
from sayso.verification.query import Query

__all__ = ["COST", "MOST_READ", "NEAR_BEST", "SHORT", "Located", "Whole", "lay", "straight"]

COST = {"=": 0.0, "e": 0.0, "s": 1.0, "d": 1.0, "i": 0.85}
"""What a step of an alignment counts, in words that differ without a mark."""
NEAR_BEST = 6
"""A place with so many more differences than the best decides nothing."""
MOST_READ = 12
"""So many places are read closely: the best of those that hold half of the words, of a `SHORT` quotation all."""
SHORT = 3
# Where the words stand as they are, another place that has them with no more than noise between shares so much with it.
SAME = 0.6
# Words of the source read on either side of a place, beyond the words of the quotation that are not yet placed.
SLACK, MARKED_SLACK = 8, 300
_NEVER = (1 << 31) - 1
# Of a short quotation the best few places are aligned anew; so many words on either side are looked at.
BEST, AROUND = 3, 1000


class Located(NamedTuple):
    """A quotation laid over one place of the library.

    `cost` counts unmarked differences in words; `equal` the words that are the same; `first` and `last` the source words
    it reaches over. `steps` is None where every word stands as it is, in a row; else they count source words from `origin`.
    """

    document: int
    steps: tuple[Op, ...] | None
    cost: float
    equal: int
    first: int
    last: int
    bits: float
    origin: int = 0

    @property
    def ops(self) -> tuple[Op, ...]:
        """The alignment's steps over token positions of the document."""
        if self.steps is None:
            return tuple(Op("=", i, self.first + i) for i in range(self.equal))
        return tuple(Op(op.op, op.q, self.origin + op.s) for op in self.steps) if self.origin else self.steps


def straight(document: int, first: int, size: int, bits: float) -> Located:
    """A place where all words stand as they are, in a row from source word `first` on."""
    return Located(document, None, 0.0, size, first, first + size - 1, bits)


def lay(
    query: Query, plain: list[int], places: Sequence[Place], index: Index, known: Sequence[float] = ()
) -> list[Located]:
    """Align the quotation with some places, and give those that cost little more than the best, in the order of `places`.

    These come with the most information first; `known` are the costs of what was found before.
    """
    skips = query.skips
    first, width = zip(*(_window(query, plain, p, skips) for p in places), strict=True)
    cells = len(places) * (len(query.words) + 1) * (max(width) + 1)
    if skips or cells > MOST_CELLS or len(query.words) > MOST_WORDS:
        return _one_by_one(query, plain, places, first, width, index)
    documents = np.array([p.document for p in places], np.int64)
    rows = index.rows(documents, np.array(first, np.int64), max(width))
    out: dict[int, Located | None] = {}
    if not any(w.bracket for w in query.words):
        out = _in_a_row(query, plain, places, rows, first)
    rest = [i for i in range(len(places)) if i not in out]
    if rest:
        known = [*known, *(0.0 for _ in out)]
        out |= _aligned(query, plain, places, rows, first, width, rest, known)
    return [found for i in range(len(places)) if (found := out.get(i)) is not None]


def _window(query: Query, plain: list[int], place: Place, skips: bool) -> tuple[int, int]:
    """The first word and the number of words of the source that a place is aligned with; `skips` is the quotation's."""
    head, tail = place.runs[0], place.runs[-1]
    lead = plain[head.qs]
    rest = len(query.words) - plain[tail.qe - 1] - 1
    size = len(query.words)
    lead_slack = MARKED_SLACK if skips and any(query.free(i) for i in range(1, lead + 1)) else SLACK
    rest_slack = MARKED_SLACK if skips and any(query.free(i) for i in range(size - rest, size)) else SLACK
    first = max(0, head.ps - lead - lead_slack)
    return first, tail.pe + rest + rest_slack - first


def _one_by_one(
    query: Query, plain: list[int], places: Sequence[Place], first: Sequence[int], width: Sequence[int], index: Index
) -> list[Located]:
    """The places aligned one after the other: where one has the words as they are, those that share less with it are left."""
    out: list[Located] = []
    least = 0.0
    for place, begin, size in zip(places, first, width, strict=True):
        if place.bits < least:
            break
        found = _lay_one(query, plain, place, begin, size, index)
        if found is not None:
            out.append(found)
            least = max(least, SAME * place.bits if found.cost == 0 else 0.0)
    return out


def _lay_one(query: Query, plain: list[int], place: Place, first: int, width: int, index: Index) -> Located | None:
    """Align the quotation with one place, piece by piece between the words that its runs fix."""
    keys = index.keys(place.document, first, first + width)
    known, wanted = keys.tolist(), query.words
    fixed = _fixed(len(wanted), plain, place, first).tolist()
    pairs = [(q, first + s) for q, s in enumerate(fixed) if 0 <= s < len(known) and known[s] == wanted[q].key]
    return _weighed(query, place.document, anchored(query, pairs, keys, first), place.bits)


def _in_a_row(
    query: Query, plain: list[int], places: Sequence[Place], rows: NDArray[np.uint32], first: Sequence[int]
) -> dict[int, Located | None]:
    """The places, by number, where all words stand as they are from where the first run says on."""
    size = len(query.words)
    begin = [p.runs[0].ps - plain[p.runs[0].qs] for p in places]
    within = np.array(begin, np.int64) - np.array(first, np.int64)
    can = np.flatnonzero((within >= 0) & (within + size <= rows.shape[1]))
    there = rows[can[:, None], within[can, None] + np.arange(size)]
    same = can[(there == query.keys).all(axis=1)]
    return {i: straight(places[i].document, begin[i], size, places[i].bits) for i in same.tolist()}


def _aligned(
    query: Query,
    plain: list[int],
    places: Sequence[Place],
    rows: NDArray[np.uint32],
    first: Sequence[int],
    width: Sequence[int],
    which: list[int],
    known: Sequence[float],
) -> dict[int, Located | None]:
    """The places of these numbers in one table; only those that come near the best, or are among the best few, are read off."""
    size = len(query.words)
    rows = rows[which]
    within = np.arange(rows.shape[1]) < np.array([width[i] for i in which])[:, None]
    sizes = ((rows != 0) & within).sum(axis=1).tolist()
    at = np.arange(len(which))
    fixed = np.stack([_fixed(size, plain, places[i], first[i]) for i in which])
    fixed[(fixed >= rows.shape[1]) | (rows[at[:, None], np.minimum(fixed, rows.shape[1] - 1)] != query.keys)] = -1
    costs = table(query, 0, size, rows, open_start=True, fixed=fixed)
    ends = costs[size].copy()
    ends[np.arange(ends.shape[1]) > np.array(sizes)[:, None]] = _NEVER
    final = size - 1 - np.argmax(fixed[:, ::-1] >= 0, axis=1)
    held = fixed[at, final]
    spent = np.where(held >= 0, costs[final + 1, at, held + 1], 0).tolist()
    last = last_words(ends, spent)
    least = ends[at, last] / WORD
    limit = np.inf
    plainly = not any(w.bracket for w in query.words)
    if plainly:
        every = sorted([*known, *least.tolist()])
        limit = max(every[0] + NEAR_BEST, every[min(BEST, len(every)) - 1]) + 1e-6
    out: dict[int, Located | None] = {}
    like: set[int] = set()
    for n in np.argsort(least, kind="stable").tolist():
        if least[n] > limit:
            break
        place, j = places[which[n]], int(last[n])
        ops = trace(query, costs[:, n], rows[n], 0, first[which[n]], j, open_start=True, open_end=True, fixed=fixed[n])
        found = out[which[n]] = _weighed(query, place.document, ops, place.bits)
        if plainly and found is not None and 2 * found.equal >= size > SHORT and len(like) < MOST_READ:
            like.add(place.document)
            if len(like) == MOST_READ:
                limit = min(limit, float(least[n]) + 1e-6)
    return out


def _fixed(size: int, plain: list[int], place: Place, offset: int) -> NDArray[np.int64]:
    """For each word of the quotation the word of the source that the place's runs fix, rising; -1 where they fix none.

    Words of the source are counted from `offset` on.
    """
    out = np.full(size, -1, np.int64)
    q, s = 0, place.runs[0].ps
    for run in place.runs:
        skipped = max(0, q - run.qs, s - run.ps)
        if skipped < run.qe - run.qs:
            words = plain[run.qs + skipped : run.qe]
            out[words if len(plain) < size else slice(words[0], words[-1] + 1)] = np.arange(
                run.ps + skipped - offset, run.pe - offset
            )
            q, s = run.qe, run.pe
    return out


def _weighed(query: Query, document: int, ops: list[Op], bits: float) -> Located | None:
    """An alignment with what it costs; None where it reaches no word."""
    reached = [op.s for op in ops if op.op in "=s"]
    if not reached:
        return None
    kinds = [op.op for op in ops]
    cost = sum(each * kinds.count(kind) for kind, each in COST.items())
    if any(w.bracket for w in query.words):
        cost -= sum(COST[op.op] for op in ops if op.op in "sd" and query.words[op.q].bracket)
        cost -= sum(COST["i"] for op in ops if op.op == "i" and _beside_bracket(query, op.q))
    return Located(document, tuple(ops), round(cost, 3), kinds.count("="), min(reached), max(reached), bits)


def _beside_bracket(query: Query, q: int) -> bool:
    return any(w.bracket for w in query.words[max(0, q - 1) : q + 1])


class Whole:
    """Places aligned anew without what the word sequences fix, each once."""

    def __init__(self, query: Query, index: Index) -> None:
        self._query = query
        self._index = index
        self._known: dict[tuple[int, int, int], Located | None] = {}

    def better(self, found: Sequence[Located]) -> list[Located]:
        """The best place near each of these, where that is better; else the same."""
        new = [f for f in found if (f.document, f.first, f.last) not in self._known]
        if new:
            self._align(new)
        known = ((f, self._known[f.document, f.first, f.last]) for f in found)
        return [again if again is not None and again.cost < f.cost else f for f, again in known]

    def _align(self, found: Sequence[Located]) -> None:
        query = self._query
        first = [max(0, f.first - AROUND) for f in found]
        rows = [self._index.keys(f.document, at, f.last + 1 + AROUND) for f, at in zip(found, first, strict=True)]
        padded = np.zeros((len(rows), max(map(len, rows))), np.uint32)
        for n, row in enumerate(rows):
            padded[n, : len(row)] = row
        # No place is better where as many words stand nowhere near as the best one differs in.
        least = np.zeros(len(rows))
        if not query.is_marked:
            near = (padded[:, None, :] == query.keys[:, None]).any(axis=2)
            least = len(query.words) - near.sum(axis=1, dtype=np.float64)
            if hopeful := [n for n, f in enumerate(found) if least[n] < f.cost]:
                least[hopeful] = least_costs(query, padded[hopeful]) / WORD
        for f, row, at, cost in zip(found, rows, first, least.tolist(), strict=True):
            again = None
            if cost < f.cost:
                ops = align(query, 0, len(query.words), row, at, open_start=True, open_end=True)
                again = _weighed(query, f.document, ops, f.bits)
            self._known[f.document, f.first, f.last] = again
