"""Where the content of a statement may stand: stretches of source that hold most of it, by word keys alone.

Three places are looked at: the documents that other statements of the same page were found in; the documents of the days
around the statement; and wherever two or three words of it stand together. No text is read here: each content word is turned
into the keys of all its forms, and these are looked up in the index's own words, so that memory stays bounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nsmallest
from math import log2
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from sayso.library.index import Index
from sayso.text.folding import tokenize, word_key
from sayso.verification.content import Term

__all__ = ["Haystack", "Rarity", "Spot", "Wanted", "spots_of_grams", "wanted_of"]

# How many documents, and words of each, tell how common a word is.
SAMPLED, SAMPLE, HEAD = 640, 1500, 60
# Weights are as of a sample of so many: the more are looked at, the less chance has a part in them.
AS_OF = 160
# Words of a haystack; documents beyond it are looked at through the index of sequences only.
MOST_WORDS = 800_000
NEAR_COUNTS = 0.7
MOST_PLACES = 3000


class Spot(NamedTuple):
    """A stretch of source, words `first` to `last - 1` of a document, and how much of the statement's weight it holds."""

    document: int
    first: int
    last: int
    share: float


class Wanted(NamedTuple):
    """The keys of all forms of a statement's terms, sorted, with the number of the term and what it is worth."""

    keys: NDArray[np.uint32]
    term: NDArray[np.int64]
    worth: NDArray[np.float64]
    whole: float


def wanted_of(terms: Sequence[Term], weights: Sequence[float]) -> Wanted:
    """What to look for: `wanted_of(terms, [rarity(t) for t in terms])`; a near word is worth somewhat less."""
    best: dict[int, tuple[float, int]] = {}
    for number, (term, weight) in enumerate(zip(terms, weights, strict=True)):
        for forms, part in ((term.forms, 1.0), (term.near, NEAR_COUNTS)):
            for form in forms:
                key = word_key(form)
                if weight * part > best.get(key, (0.0, 0))[0]:
                    best[key] = (weight * part, number)
    keys = sorted(best)
    return Wanted(
        np.array(keys, np.uint32),
        np.array([best[k][1] for k in keys], np.int64),
        np.array([best[k][0] for k in keys]),
        sum(weights) or 1.0,
    )


class Rarity:
    """How much a word says, in bits, by how many of a sample of the library's documents hold it."""

    def __init__(self, index: Index) -> None:
        # By their names, so that a library says the same in whatever order its documents came into it.
        names = ((crc32(index.document_id(o).encode("utf-8", "surrogatepass")), o) for o in range(index.document_count))
        chosen = sorted(ordinal for _, ordinal in nsmallest(SAMPLED, names))
        kept = [np.unique(_middle(index, ordinal)) for ordinal in chosen]
        self._documents = len(chosen)
        self._keys, self._counts = np.unique(
            np.concatenate(kept) if kept else np.empty(0, np.uint32), return_counts=True
        )

    def __call__(self, term: Term) -> float:
        """The weight of a term."""
        held = 0
        for form in term.forms:
            key = np.uint32(word_key(form))
            at = int(np.searchsorted(self._keys, key))
            if at < len(self._keys) and self._keys[at] == key:
                held = max(held, int(self._counts[at]))
        share = AS_OF / max(AS_OF, self._documents)
        return log2((self._documents * share + 12) / (held * share + 1))


class Haystack:
    """The words of some documents, sorted by key, so that a word's places are found at once."""

    def __init__(self, index: Index, ordinals: Sequence[int]) -> None:
        self._ordinals: list[int] = []
        parts: list[NDArray[np.uint32]] = []
        total = 0
        for ordinal in ordinals:
            if total >= MOST_WORDS:
                break
            keys = index.keys(ordinal, 0, MOST_WORDS - total)
            self._ordinals.append(ordinal)
            parts.append(keys)
            total += len(keys)
        keys = np.concatenate(parts) if parts else np.empty(0, np.uint32)
        sizes = np.array([len(p) for p in parts], np.int64)
        self._first = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        self._order = np.argsort(keys, kind="stable")
        self._keys = keys[self._order]

    def spots(self, wanted: Wanted, width: int, most: int) -> list[Spot]:
        """The best stretches of at most `width` words, best first."""
        low, high = np.searchsorted(self._keys, wanted.keys), np.searchsorted(self._keys, wanted.keys, "right")
        held = np.flatnonzero(high > low)
        if not len(held):
            return []
        at = np.concatenate([self._order[low[i] : high[i]] for i in held.tolist()])
        which = np.repeat(held, (high - low)[held])
        order = np.argsort(at, kind="stable")
        at, which = at[order], which[order]
        document = np.searchsorted(self._first, at, "right") - 1
        place = at - self._first[document]
        best = best_spots(document, place, wanted.term[which], wanted.worth[which], width, most)
        return [Spot(self._ordinals[d], a, b, share / wanted.whole) for d, a, b, share in best]


def best_spots(
    document: NDArray[np.int64],
    at: NDArray[np.int64],
    term: NDArray[np.int64],
    worth: NDArray[np.float64],
    width: int,
    most: int,
) -> list[tuple[int, int, int, float]]:
    """Stretches (document, first, last, weight) that hold the most weight of different terms, best first, none overlapping.

    A first pass adds up all weights in reach, which cannot be too little; only the stretches that could be among the best
    are then counted exactly.
    """
    if not len(at):
        return []
    far = int(at.max()) + width + 1
    line = document * far + at
    end = np.searchsorted(line, line + width)
    total = np.concatenate([[0.0], np.cumsum(worth)])
    bound = total[end] - total[: len(line)]
    scored: list[tuple[float, int, int]] = []
    floor = 0.0
    for i in np.argsort(-bound, kind="stable")[:MOST_PLACES].tolist():
        if len(scored) >= 40 * most or bound[i] < floor:
            break
        held: dict[int, float] = {}
        last = i
        for j in range(i, int(end[i])):
            number, value = int(term[j]), float(worth[j])
            if value > held.get(number, 0.0):
                held[number] = value
                last = j
        share = sum(held.values())
        scored.append((share, i, last))
        if len(scored) % most == 0:
            floor = sorted(scored, reverse=True)[most - 1][0]
    scored.sort(key=lambda s: (-s[0], int(line[s[2]] - line[s[1]]), s[1]))
    out: list[tuple[int, int, int, float]] = []
    for share, i, j in scored:
        spot = (int(document[i]), int(at[i]), int(at[j]) + 1, share)
        if all(spot[0] != o[0] or spot[2] <= o[1] or o[2] <= spot[1] for o in out):
            out.append(spot)
        if len(out) >= most:
            break
    return out


def spots_of_grams(text: str, wanted: Wanted, index: Index, width: int, most: int) -> list[Spot]:
    """The best stretches around places that share sequences of two words with the statement, from the whole library."""
    keys = tokenize(text).keys
    hits = index.hits(keys, np.ones(len(keys), bool), 2, MOST_PLACES)
    if not len(hits.document):
        return []
    order = np.lexsort((hits.position, hits.document))
    rough = best_spots(hits.document[order], hits.position[order], hits.query[order], hits.bits[order], width, 3 * most)
    out: list[Spot] = []
    for ordinal, first, last, _ in rough:
        low = max(0, first - width // 2)
        window = index.keys(ordinal, low, last + width // 2)
        which = np.minimum(np.searchsorted(wanted.keys, window), len(wanted.keys) - 1)
        held = np.flatnonzero(wanted.keys[which] == window)
        found = best_spots(
            np.zeros(len(held), np.int64), held, wanted.term[which[held]], wanted.worth[which[held]], width, 1
        )
        out += [Spot(ordinal, low + a, low + b, share / wanted.whole) for _, a, b, share in found]
    return sorted(out, key=lambda s: -s.share)[:most]


def _middle(index: Index, ordinal: int) -> NDArray[np.uint32]:
    """The words of a document after its head, where every page of a site has the same ones; a short one whole."""
    keys = index.keys(ordinal, 0, SAMPLE)
    return keys[HEAD:] if len(keys) > 2 * HEAD else keys
