"""Quotations pieced together: the fewest word-for-word pieces, from whatever places, that make up the whole.

Every sequence that the quotation shares with the library is stretched to its full length; then, from left to right, the
piece that reaches furthest is taken. Pieces must be long enough, and one of them rare enough, not to be chance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log2
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.library.index import Index, choose_grams, spread_grams
from sayso.verification.candidates import Finder
from sayso.verification.laying import Located, straight
from sayso.verification.query import Query
from sayso.verification.runs import Runs, largest
from sayso.verification.search import LOOKS, locate

__all__ = ["Piece", "convince", "locate_pieces"]

MOST_RUNS, LOTS = 400, 2
# So many places of a piece are looked at at once; one that may stand in more is looked for by itself.
MOST_AT_ONCE = 2000
MOST_PIECES = 4
# Shorter pieces are chance: any long text is made of three-word phrases that stand elsewhere too; two of four words or
# more are shown, and called a splice only where all are long.
SHORTEST, LONG, WHOLE = 4, 5, 10
# A piece as long as this carries a short one.
SURE = 8
RARE_IN = 8
TWO, MORE = 1.8, 2.8
# What a piece of the least length must say by itself beside one twice as long, which would vouch for any five words.
LEAST = 1.6


class Piece(NamedTuple):
    """A piece of a quotation: its words `first` to `last - 1`, and where they stand (best place first)."""

    first: int
    last: int
    places: tuple[Located, ...]


def locate_pieces(
    query: Query, index: Index, barred: frozenset[int] = frozenset(), finder: Finder | None = None
) -> list[Piece]:
    """The pieces that a quotation was joined from, in its order; empty when it cannot have been.

    `len(locate_pieces(query, index)) == 2` where the first half stands in one place and the second in another. A `finder`
    of this quotation has looked for the same sequences before.
    """
    finder = finder or Finder(query, index)
    if len(finder.plain) < WHOLE:
        return []
    if not len(finder.hits(LOOKS[1], barred).query):
        return []
    cuts = _cuts(finder, finder.runs(LOOKS[1], barred))
    if not cuts:
        return []
    pieces = []
    for first, last in cuts:
        places = _standing(finder, barred, first, last)
        if places is None:
            places = [p for p in locate(query.part(first, last), index, barred) if p.cost == 0]
        if not places:
            return []
        pieces.append(Piece(first, last, tuple(places)))
    return pieces


def _standing(finder: Finder, barred: frozenset[int], first: int, last: int) -> list[Located] | None:
    """Where the words `first` to `last - 1` stand word for word, by what was looked up of the whole; None where that cannot tell."""
    query, index, size = finder.query, finder.index, last - first
    if any(query.free(i) for i in range(first + 1, last)) or any(w.bracket for w in query.words[first:last]):
        return None
    begin = finder.plain.index(first)
    looked, grams = finder.looked_up(LOOKS[1])
    inside = np.flatnonzero((looked >= begin) & (looked <= begin + size - LOOKS[1].k))
    if not len(inside):
        return None
    # Every such place holds the sequence that stands least often.
    rarest = looked[inside[np.argmax(grams[inside])]]
    hits = finder.hits(LOOKS[1], barred)
    near = np.flatnonzero(hits.query == rarest)
    if len(near) > MOST_AT_ONCE:
        return None
    documents, firsts = hits.document[near], hits.position[near] - (rarest - begin)
    same = np.flatnonzero((index.rows(documents, firsts, size) == finder.keys[begin : begin + size]).all(axis=1))
    places = sorted(zip(documents[same].tolist(), firsts[same].tolist(), strict=True))
    bits = _first_look(index, size, looked[inside] - begin, grams[inside])
    return [straight(document, at, size, bits) for document, at in places]


def _first_look(index: Index, size: int, looked: NDArray[np.int64], grams: NDArray[np.float64]) -> float:
    """The bits that a piece has in a first look for it alone, by those of its sequences that are known."""
    k, limit, most = LOOKS[0]
    counts = np.full(size - k + 1, np.iinfo(np.int64).max)
    counts[looked] = np.rint(max(2, index.total_tokens) / np.exp2(grams)).astype(np.int64)
    usable = np.ones(len(counts), bool)
    if most is not None and len(counts) > most:
        usable = spread_grams(counts, usable, most)
    chosen = choose_grams(np.where(usable, counts, 0)[looked], limit)
    return float(sum(grams[gram] for gram, _ in chosen))


def convince(pieces: Sequence[Piece], index: Index) -> bool:
    """Whether pieces are so long and so rare that the quotation was joined from them, and is no new sentence.

    Anybody's sentence can be made of common phrases; the information of the average piece is counted in sequences that
    stand in one place only.
    """
    sizes = sorted(p.last - p.first for p in pieces)
    if not sizes or (sizes[0] < LONG and (len(sizes) > 2 or sizes[1] < SURE)):
        return False
    alone = log2(max(2, index.total_tokens))
    average = sum(p.places[0].bits for p in pieces) / alone / len(pieces)
    if sizes[-1] >= 2 * LONG and any(p.last - p.first <= LONG and p.places[0].bits < LEAST * alone for p in pieces):
        return False
    rare = any(len({x.document for x in p.places}) <= RARE_IN for p in pieces)
    return rare and average >= (TWO if len(pieces) == 2 else MORE)


def _cuts(finder: Finder, runs: Runs) -> list[tuple[int, int]]:
    """The pieces by their words; empty where they are too few, too many or do not make up the quotation."""
    plain, stretches = finder.plain, set[tuple[int, int]]()
    left = np.arange(len(runs.bits))
    reach = np.zeros(len(plain), np.int64)
    for _ in range(LOTS):
        best = left[largest(runs.bits[left], MOST_RUNS)]
        firsts, lasts = _stretch(finder, runs, best)
        long = np.flatnonzero(lasts - firsts >= SHORTEST)
        stretches.update(
            (plain[first], plain[last - 1] + 1)
            for first, last in zip(firsts[long].tolist(), lasts[long].tolist(), strict=True)
        )
        cuts = _cover(finder.query, sorted(stretches), len(finder.query.words))
        if 2 <= len(cuts) <= MOST_PIECES:
            return cuts
        # A piece that stands in very many places hides those that say less; what lies within it is known.
        np.maximum.at(reach, firsts, lasts)
        reach = np.maximum.accumulate(reach)
        left = left[runs.qe[left] > reach[runs.qs[left]]]
        if not len(left):
            break
    return []


def _stretch(finder: Finder, runs: Runs, which: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First words, and those after the last, of some of the runs, each extended as far as its source agrees."""
    size, qs = len(finder.plain), runs.qs[which]
    differ = finder.index.rows(runs.document[which], runs.ps[which] - qs, size) != finder.keys
    word = np.arange(size)
    firsts = np.where(differ & (word < qs[:, None]), word, -1).max(axis=1) + 1
    lasts = np.where(differ & (word >= qs[:, None]), word, size).min(axis=1)
    return firsts, lasts


def _cover(query: Query, stretches: Sequence[tuple[int, int]], total: int) -> list[tuple[int, int]]:
    """The fewest stretches that cover the quotation but for a word here and there, cut where a sentence or mark ends."""
    slack = max(1, total // 12)
    chosen: list[tuple[int, int]] = []
    at = 0
    while at < total:
        reach = [s for s in stretches if s[0] <= at and s[1] > at]
        if not reach:
            later = [s for s in stretches if s[0] > at]
            if not later or min(later)[0] - at > slack:
                break
            slack -= min(later)[0] - at
            at = min(later)[0]
            continue
        first, last = max(reach, key=lambda s: (s[1], -s[0]))
        if chosen and first < chosen[-1][1]:
            cut = _best_cut(query, max(first, chosen[-1][0] + LONG), min(chosen[-1][1], last - LONG))
            chosen[-1] = (chosen[-1][0], cut)
            first = cut
        chosen.append((first, last))
        if len(chosen) > MOST_PIECES:
            return []
        at = last
    if total - at > slack or any(last - first < SHORTEST for first, last in chosen):
        return []
    return chosen


def _best_cut(query: Query, low: int, high: int) -> int:
    """Where to cut between two overlapping pieces: at a mark or a sentence's end, else before a capital, else late."""
    cuts = range(max(1, low), min(high, len(query.words) - 1) + 1)
    for i in cuts:
        between = query.text[query.words[i - 1].end : query.words[i].start]
        if query.free(i) or re.search(r"[.!?…;:]", between):
            return i
    return next((i for i in cuts if query.text[query.words[i].start].isupper()), max(low, high))
