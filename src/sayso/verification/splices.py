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

from sayso.library.index import Index
from sayso.verification.candidates import Reach, Runs, find_runs
from sayso.verification.query import Query
from sayso.verification.search import Located, locate, plain_words

__all__ = ["Piece", "convince", "locate_pieces"]

WIDE = 60_000
MOST_RUNS = 400
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


def locate_pieces(query: Query, index: Index, barred: frozenset[int] = frozenset()) -> list[Piece]:
    """The pieces that a quotation was joined from, in its order; empty when it cannot have been.

    `len(locate_pieces(query, index)) == 2` where the first half stands in one place and the second in another.
    """
    total = len(query.words)
    plain = plain_words(query)
    if len(plain) < WHOLE:
        return []
    runs = find_runs(query, plain, index, Reach(3, WIDE), barred)
    if runs is None:
        return []
    cuts = _cover(query, _stretch(query, plain, runs, index), total)
    if not 2 <= len(cuts) <= MOST_PIECES:
        return []
    pieces = []
    for first, last in cuts:
        part = query.part(first, last)
        places = tuple(p for p in locate(part, index, barred) if p.cost == 0)
        if not places:
            return []
        pieces.append(Piece(first, last, places))
    return pieces


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


def _stretch(query: Query, plain: list[int], runs: Runs, index: Index) -> list[tuple[int, int]]:
    """The runs as stretches of the quotation, each extended as far as its source agrees."""
    weight = runs.bits
    best = np.argsort(-weight, kind="stable")[:MOST_RUNS]
    keys = np.array([query.words[i].key for i in plain], np.uint32)
    qs = runs.qs[best]
    differ = index.rows(runs.document[best], runs.ps[best] - qs, len(plain)) != keys
    word = np.arange(len(plain))
    firsts = np.where(differ & (word < qs[:, None]), word, -1).max(axis=1) + 1
    lasts = np.where(differ & (word >= qs[:, None]), word, len(plain)).min(axis=1)
    long = np.flatnonzero(lasts - firsts >= SHORTEST)
    out = {
        (plain[first], plain[last - 1] + 1)
        for first, last in zip(firsts[long].tolist(), lasts[long].tolist(), strict=True)
    }
    return sorted(out)


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
    """Where to cut between two overlapping pieces: at a mark or a sentence's end if there is one, else late."""
    for i in range(max(1, low), min(high, len(query.words) - 1) + 1):
        between = query.text[query.words[i - 1].end : query.words[i].start]
        if query.free(i) or re.search(r"[.!?…;:]", between):
            return i
    return max(low, high)
