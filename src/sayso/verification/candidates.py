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

from sayso.library.index import Hits, Index, spread_grams
from sayso.verification.query import Query
from sayso.verification.runs import Run, Runs, chosen, in_order, join, largest

__all__ = ["WEAK", "Finder", "Look", "Place", "Reach"]

MOST_PLACES = 24
# A place with less than this share of the best one's bits is not worth aligning.
WEAK = 0.3
# So many places of a phrase that is said again and again are looked up; no document has so many words.
EVERYWHERE, FAR = 60_000, 1 << 40
# A quotation of so many words is looked for by what stands beside its word pairs, in the best of so many of their places.
SHORT, MOST_SHORT = 10, 500
SLIGHTLY = 1e-6
# Runs kept of one place: a few for a short quotation, more for a long one, never without bound.
LEAST_RUNS, MOST_RUNS = 60, 1200
# A run joins one of so many runs before it.
LOOK_BACK = 80
# Words that a source may hold between two runs without a mark; more is another place.
NEAR = 30


class Place(NamedTuple):
    """A candidate place: the document's ordinal, the chained runs (over words outside brackets), their information."""

    document: int
    runs: tuple[Run, ...]
    bits: float


class Look(NamedTuple):
    """What a look at the library gave: the most promising places, best first, and how sure it is that there are no others.

    `grams` are the bits of the sequences that were looked up, least first; a place that is not among `places` holds fewer
    than `least` bits of them. `cut_off` says whether places as heavy as these may have been left out.
    """

    places: list[Place]
    grams: NDArray[np.float64]
    least: float
    cut_off: bool


class Reach(NamedTuple):
    """How far a look goes: sequences of `k` words, `limit` of their places (of the rarest sequences first).

    With `most` only so many sequences are looked up, rare ones from all over the quotation.
    """

    k: int
    limit: int
    most: int | None = None


class Finder:
    """Looks for one quotation in one index, each look made once; `plain` are the words outside brackets, by number."""

    def __init__(self, query: Query, index: Index) -> None:
        self.query = query
        self.index = index
        self.plain = [i for i, w in enumerate(query.words) if not w.bracket]
        self.keys = np.array([query.words[i].key for i in self.plain], np.uint32)
        self._marked = _marked(query, self.plain)
        self._hits: dict[Reach, Hits] = {}
        self._grams: dict[Reach, tuple[NDArray[np.int64], NDArray[np.float64]]] = {}
        self._runs: dict[tuple[Reach, frozenset[int]], Runs] = {}

    def places(self, reach: Reach, barred: frozenset[int]) -> Look:
        """The most promising places: `finder.places(Reach(3, 2000), frozenset()).places`; `barred` documents are no source."""
        if not len(self.hits(reach, barred).query):
            return Look([], np.empty(0), 0.0, False)
        size = len(self.plain)
        least = inf
        runs = self.runs(reach, barred)
        if self._marked[-1]:
            groups = _by_document(runs, size)
        elif reach.k == 2 and size <= SHORT:
            groups = _by_overlap(runs, set(self.keys.tolist()), size, self.index)
        else:
            groups, least = _by_window(runs, 2 * size + 40, *self._worth(reach))
        # A stretch that is not among them may be as heavy as the lightest of these.
        cut_off = len(groups) >= MOST_PLACES
        places: list[Place] = []
        best, marked = 0.0, self._marked.tolist()
        for group in groups:
            # No place holds more bits than its runs together.
            if float(runs.bits[group].sum()) >= WEAK * best:
                places.append(_chain(runs, group, marked))
                best = max(best, places[-1].bits)
        places = [p for p in places if p.bits >= WEAK * best]
        return Look(sorted(places, key=lambda p: -p.bits), np.sort(self.looked_up(reach)[1]), least, cut_off)

    def runs(self, reach: Reach, barred: frozenset[int]) -> Runs:
        """The runs that a look gives, of which there must be some; the arguments are those of `places`."""
        if (reach, barred) not in self._runs:
            self._runs[reach, barred] = join(self.hits(reach, barred), reach.k, self._marked)
        return self._runs[reach, barred]

    def looked_up(self, reach: Reach) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The first words, rising, of the sequences of a look that stand somewhere, and their bits."""
        if reach not in self._grams:
            hits = self._looked(reach)
            grams = np.full(len(self.plain), -1.0)
            grams[hits.query] = hits.bits
            looked = np.flatnonzero(grams >= 0)
            self._grams[reach] = looked, grams[looked]
        return self._grams[reach]

    def _worth(self, reach: Reach) -> tuple[NDArray[np.float64], int]:
        """The bits of all sequences of a look that begin before a word, and how many words a sequence has."""
        looked, bits = self.looked_up(reach)
        worth = np.zeros(len(self.plain) + 1)
        worth[looked + 1] = bits
        return np.cumsum(worth), reach.k

    def shared_starts(self, reach: Reach, within: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Documents and words, in order, where the quotation would begin by the two rarest sequences of a look.

        `within` says how far from where it begins each of the words stands, -1 of those that need not stand there.
        """
        document, position, at, _ = self._looked(reach)
        looked, bits = self.looked_up(reach)
        together = (within[looked] >= 0) & (within[looked + reach.k - 1] - within[looked] == reach.k - 1)
        looked, bits = looked[together], bits[together]
        if not len(looked):
            return looked, looked
        rarest = largest(bits, 2)
        counts = np.rint(max(2, self.index.total_tokens) / np.exp2(bits[rarest])).tolist()
        if any(np.count_nonzero(at == looked[r]) < n for r, n in zip(rarest.tolist(), counts, strict=True)):
            # Not all of their places were asked for then.
            usable = np.isin(np.arange(len(self.plain) - reach.k + 1), looked[rarest])
            document, position, at, _ = self.index.hits(self.keys, usable, reach.k, EVERYWHERE)
        begin = document * FAR + position - within[at]
        lots = [lot for r in rarest.tolist() if len(lot := begin[at == looked[r]])]
        starts = np.sort(lots[0]) if lots else begin
        for lot in lots[1:]:
            starts = starts[np.isin(starts, lot)]
        return starts // FAR, starts % FAR

    def hits(self, reach: Reach, barred: frozenset[int]) -> Hits:
        """Where the sequences of a look stand in documents that are not `barred`."""
        hits = self._looked(reach)
        if barred:
            hits = chosen(hits, ~np.isin(hits.document, np.fromiter(barred, np.int64)))
        return hits

    def _looked(self, reach: Reach) -> Hits:
        if reach not in self._hits:
            self._hits[reach] = self._look_up(reach)
        return self._hits[reach]

    def _look_up(self, reach: Reach) -> Hits:
        k, plain, gaps = reach.k, self.plain, self.query.gaps
        usable = np.ones(max(0, len(plain) - k + 1), bool)
        if any(gaps):
            for i in range(len(usable)):
                usable[i] = not any(gaps[g] for g in range(plain[i] + 1, plain[i + k - 1] + 1))
        if reach.most is not None and np.count_nonzero(usable) > reach.most:
            usable = spread_grams(self.index.at_most(self.keys, k), usable, reach.most)
        return self.index.hits(self.keys, usable, k, reach.limit)


def _marked(query: Query, plain: list[int]) -> NDArray[np.int64]:
    """How many marked gaps stand before each of the words."""
    if not query.skips:
        return np.zeros(max(1, len(plain)), np.int64)
    marks = [any(query.free(g) for g in range(plain[i] + 1, plain[i + 1] + 1)) for i in range(len(plain) - 1)]
    return np.concatenate([[0], np.cumsum(marks, dtype=np.int64)]) if marks else np.zeros(1, np.int64)


def _by_window(runs: Runs, width: int, before: NDArray[np.float64], k: int) -> tuple[list[NDArray[np.int64]], float]:
    """The heaviest stretches of source that do not overlap, as indexes of runs, and what any other weighs at most.

    `before` are the bits of all sequences of `k` words that begin before a word.
    """
    far = (int(runs.ps.max()) + width).bit_length()
    place, order = in_order(runs.document << far | runs.ps)
    bits = runs.bits[order]
    total = np.zeros(len(bits) + 1)
    np.cumsum(bits, out=total[1:])
    # A stretch lies in two neighbouring cells at most: where these together are too light for any place, none is weighed.
    cell = place >> width.bit_length()
    opens = np.concatenate([[0], np.flatnonzero(cell[1:] != cell[:-1]) + 1])
    held = np.add.reduceat(bits, opens)
    most = held.copy()
    beside = np.flatnonzero(np.diff(cell[opens]) == 1)
    most[beside] += held[beside + 1]
    least = WEAK * float(bits.max())
    some = np.flatnonzero(most >= least)
    size = np.append(opens, len(cell))[some + 1] - opens[some]
    begin = np.repeat(opens[some] - np.cumsum(size) + size, size) + np.arange(size.sum())
    end = np.searchsorted(place, place[begin] + width)
    weight = total[end] - total[begin]
    heavy = weight >= least
    begin, end, weight = begin[heavy], end[heavy], weight[heavy]
    most = weight.copy()
    several = np.flatnonzero(end - begin > 1)
    if len(several):
        once, ranges = _counted_once(runs, order, begin[several], end[several], before, k)
        # Of equal ones those come first that repeat their words.
        weight[several] = once + SLIGHTLY * weight[several]
        most[several] = np.minimum(most[several], ranges)
    groups: list[NDArray[np.int64]] = []
    taken = bytearray(len(order))
    heaviest = largest(weight, 8 * MOST_PLACES)
    for first, last in zip(begin[heaviest].tolist(), end[heaviest].tolist(), strict=True):
        if taken[first]:
            continue
        if len(groups) >= MOST_PLACES:
            break
        if taken.find(1, first, last) < 0:
            groups.append(order[first:last])
        else:
            groups.append(order[[i for i in range(first, last) if not taken[i]]])
        taken[first:last] = b"\1" * (last - first)
    others = most[~np.frombuffer(taken, bool)[begin]]
    return groups, float(others.max(initial=least if len(begin) < len(order) else 0.0))


def _counted_once(
    runs: Runs,
    order: NDArray[np.int64],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    before: NDArray[np.float64],
    k: int,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What stretches weigh where words that they repeat count once, and at most: a list says a formula again and again."""
    sizes = end - begin
    first = np.cumsum(sizes) - sizes
    base = np.repeat(np.arange(len(sizes)) * len(before), sizes)
    run = order[np.arange(len(base)) + np.repeat(begin - first, sizes)]
    run = run[in_order(base + runs.qs[run])[1]]
    start, stop = runs.qs[run], runs.qe[run] - k + 1
    known = np.maximum.accumulate(base + stop)
    start[1:] = np.maximum(start[1:], known[:-1] - base[1:])
    worth = before[np.maximum(start, stop)] - before[start]
    # A run may leave out a word here and there that lies within its range.
    return np.add.reduceat(np.minimum(worth, runs.bits[run]), first), np.add.reduceat(worth, first)


def _by_overlap(runs: Runs, wanted: set[int], size: int, index: Index) -> list[NDArray[np.int64]]:
    """The stretches as long as a short quotation that hold most of its words, in any sequence.

    Two words in a row stand in so many places that their weight alone tells little; what stands beside them tells more.
    """
    heaviest = largest(runs.bits, MOST_SHORT)
    documents, firsts = runs.document[heaviest], runs.ps[heaviest] - runs.qs[heaviest] - 2
    _, once = np.unique(documents * (1 << 31) + firsts // 3, return_index=True)
    once.sort()
    documents, firsts, bits = documents[once], firsts[once], runs.bits[heaviest[once]]
    there = index.rows(documents, firsts, size + 4)
    shared = [np.any(there == np.uint32(key), axis=1) for key in wanted]
    scored = list(
        zip((-np.sum(shared, axis=0)).tolist(), (-bits).tolist(), documents.tolist(), firsts.tolist(), strict=True)
    )
    scored.sort()
    groups = []
    for _, _, document, first in scored[:MOST_PLACES]:
        low, high = np.searchsorted(runs.document, [document, document + 1]).tolist()
        ps = runs.ps[low:high]
        groups.append(low + np.flatnonzero((ps >= first) & (ps < first + size + 4)))
    return groups


def _by_document(runs: Runs, size: int) -> list[NDArray[np.int64]]:
    """The runs of the documents that hold most of the quotation: a marked gap may skip any distance."""
    first = np.flatnonzero(np.diff(runs.document, prepend=-1))
    last = np.append(first[1:], len(runs.document))
    # A phrase that a long document repeats counts once for it.
    phrase = np.repeat(np.arange(len(first)), last - first) * size + runs.qs
    order = np.argsort(phrase)
    once = np.flatnonzero(np.diff(phrase[order], prepend=-1))
    heaviest = np.maximum.reduceat(runs.bits[order], once)
    weight = np.bincount(phrase[order[once]] // size, weights=heaviest).astype(np.float64)
    return [np.arange(first[d], last[d]) for d in largest(weight, MOST_PLACES).tolist()]


def _chain(runs: Runs, which: NDArray[np.int64], marked: list[int]) -> Place:
    """The best chain through the runs of one place; a skip costs its length, at a marked gap only its logarithm."""
    most = min(MOST_RUNS, LEAST_RUNS + len(marked) // 6)
    document = int(runs.document[which[0]])
    if len(which) == 1:
        run = Run(*(column[which].tolist()[0] for column in runs[1:]))
        return Place(document, (run,), run.bits)
    if len(which) > most:
        which = which[np.sort(np.argpartition(-runs.bits[which], most)[:most])]
    listed = sorted(Run(*row) for row in zip(*(column[which].tolist() for column in runs[1:6]), strict=True))
    score = [r.bits for r in listed]
    back = [-1] * len(listed)
    final = len(marked) - 1
    for i, (qs, qe, ps, pe, bits) in enumerate(listed):
        for j in range(max(0, i - LOOK_BACK), i):
            # Joining costs something, so that what is no better for nothing is no better.
            if score[j] + bits <= score[i]:
                continue
            before = listed[j]
            if before.qs >= qs or before.qe >= qe or before.ps >= ps or before.pe >= pe:
                continue
            gap_q, gap_p = qs - before.qe, ps - before.pe
            shared = max(0, -gap_q, -gap_p)
            if marked[min(qs, final)] > marked[min(before.qe - 1, final)]:
                cost = 2 + log2(1 + max(0, gap_p - gap_q)) / 2
            elif gap_p - gap_q > NEAR:
                continue
            else:
                cost = float(abs(gap_p - gap_q))
            cost += bits * shared / max(1, qe - qs)
            if score[j] - cost > 0 and score[j] - cost + bits > score[i]:
                score[i], back[i] = score[j] - cost + bits, j
    at = max(range(len(listed)), key=score.__getitem__)
    best, chain = score[at], list[Run]()
    while at >= 0:
        chain.append(listed[at])
        at = back[at]
    return Place(document, tuple(reversed(chain)), best)
