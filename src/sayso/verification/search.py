"""Where the words of a quotation stand in the library: places, aligned word by word, best first.

A first look follows only the rarest word sequences; when a place holds every word, nothing further is asked. Otherwise
the look widens: more places, then shorter sequences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from sayso.library.index import Index
from sayso.verification.candidates import WEAK, Finder, Look, Reach
from sayso.verification.laying import BEST, COST, Located, Whole, lay, straight
from sayso.verification.query import Query
from sayso.verification.runs import Run

__all__ = ["Located", "locate", "stands_in"]

# So many places are looked up of sequences of three words, and of two: these are many, and say little.
WIDE, WIDE_OF_TWO = 60_000, 40_000
# The first look follows only twelve sequences of a long quotation.
LOOKS = (Reach(3, 1500, 12), Reach(3, WIDE), Reach(2, WIDE_OF_TWO))
# Of a first look only places with this share of the best one's bits are aligned.
FIRST_WEAK = 0.5
# A phrase that stands in so many documents is looked for in all others too, in so many places at most.
SAID_AGAIN, MOST_REPEATS = 12, 2000
# Of a quotation so short the best few places are aligned anew without what the word sequences fix: where few words come
# again and again, two sequences of them may fit worse than one.
WHOLE = 24
# A place that shares so many sequences with the quotation is among those that are looked at.
SHARED = 2
# Words read of a document that is searched from end to end.
LONGEST = 200_000


def locate(
    query: Query, index: Index, barred: frozenset[int] = frozenset(), finder: Finder | None = None
) -> list[Located]:
    """The places that hold the quotation's words, best first; empty when no word sequence is shared.

    `locate(parse_query(text, parts), index)[0].cost == 0.0` for words that stand in the library. Places that cost far more
    than the best are left out. A `finder` of this quotation keeps what was looked up for the next who asks.
    """
    if query.breaks and not any(query.gaps):
        # Words that only a speech tag cuts stand together as a rule; their parts alone may stand in any document.
        together = locate(query._replace(breaks=frozenset()), index, barred)
        if together and together[0].cost == 0:
            return together
    finder = finder or Finder(query, index)
    found: list[Located] = []
    seen: set[tuple[int, tuple[Run, ...]]] = set()
    whole = Whole(query, index)
    cut_off = False
    for reach in LOOKS:
        if reach.k == 2 and not _worth_a_finer_look(query, found):
            break
        look = finder.places(reach, barred)
        places = look.places
        cut_off = look.cut_off
        if places:
            floor = places[0].bits * (WEAK if found else FIRST_WEAK)
            # A wider look comes upon the same places again.
            new = [p for p in places if p.bits >= floor and (p.document, p.runs) not in seen]
            seen.update((p.document, p.runs) for p in new)
            if new:
                found = _distinct([*found, *lay(query, finder.plain, new, index, [f.cost for f in found])])
            if found and found[0].cost > 0 and len(query.words) <= WHOLE:
                found = _distinct([*whole.better(found[:BEST]), *found[BEST:]])
        if found and (found[0].cost == 0 or _nothing_better(query, found[0], reach.k, look)):
            break
    if found and found[0].cost == 0 and (cut_off or (len(found) >= SAID_AGAIN and found[SAID_AGAIN - 1].cost == 0)):
        exact = [f for f in found if f.cost == 0]
        held = barred | {f.document for f in exact}
        found[len(exact) : len(exact)] = _repeats(finder, _usual(exact), held)
    return found


def _usual(same: Sequence[Located]) -> Located:
    """The place that is most like the others in where its words stand."""
    shapes = [
        tuple((op.q, op.s - f.first) for op in f.ops if op.op == "=") if f.steps is not None else () for f in same
    ]
    counts = Counter(shapes)
    return same[shapes.index(max(counts, key=counts.__getitem__))]


def _repeats(finder: Finder, usual: Located, barred: frozenset[int]) -> list[Located]:
    """The further documents in which the words stand just as in one: the earliest may be among them."""
    query, index = finder.query, finder.index
    if len(finder.plain) < LOOKS[0].k:
        return []
    ops = usual.ops
    within = np.full(len(query.words), -1)
    for op in ops:
        if op.op == "=":
            within[op.q] = op.s - usual.first
    within = within[finder.plain]
    equal = within >= 0
    documents, firsts = finder.shared_starts(LOOKS[0], within)
    allowed = np.flatnonzero(~np.isin(documents, np.fromiter(barred, np.int64)) & (firsts >= 0))[:MOST_REPEATS]
    there = index.rows(documents[allowed], firsts[allowed], usual.last - usual.first + 1)
    same = allowed[(there[:, within[equal]] == finder.keys[equal]).all(axis=1)]
    out: dict[int, Located] = {}
    for document, first in zip(documents[same].tolist(), firsts[same].tolist(), strict=True):
        if document not in out:
            last = first + usual.last - usual.first
            out[document] = usual._replace(document=document, first=first, last=last, origin=first - usual.first)
    return list(out.values())


def stands_in(query: Query, index: Index, ordinals: Iterable[int]) -> list[Located]:
    """The places in a few documents where a short quotation stands word for word, however common its words are.

    `locate` looks at so many places of a common phrase; a document that matters may not be among them.
    """
    keys, size = query.keys, len(query.words)
    if not size or any(query.gaps) or any(w.bracket for w in query.words):
        return []
    out: list[Located] = []
    for ordinal in ordinals:
        words = index.keys(ordinal, 0, LONGEST)
        at = np.flatnonzero(words[: len(words) - size + 1] == keys[0]) if len(words) >= size else np.empty(0, np.int64)
        for i in range(1, size):
            at = at[words[at + i] == keys[i]]
        out += [straight(ordinal, first, size, 0.0) for first in at[:SAID_AGAIN].tolist()]
    return out


def _worth_a_finer_look(query: Query, found: list[Located]) -> bool:
    """Whether shorter sequences could show what longer ones did not: short quotations, and middling ones not placed."""
    words = len(query.words)
    if words <= 8:
        return not found or found[0].cost > 0
    return words <= 20 and (not found or found[0].equal < 0.7 * words)


def _nothing_better(query: Query, found: Located, k: int, look: Look) -> bool:
    """Whether a place as good as this one would have come up: each of its differences breaks `k` sequences at most.

    Sequences are looked up in all their places, so that it shares all others of them with the quotation.
    """
    shared = len(look.grams) - k * int(found.cost / COST["i"])
    bracketed = any(w.bracket for w in query.words)
    return not bracketed and shared >= SHARED and float(look.grams[:shared].sum()) > look.least


def _distinct(found: list[Located]) -> list[Located]:
    """Best first (fewest differences, then most equal words, then the shortest stretch), one for overlapping places."""
    found.sort(key=lambda f: (f.cost, -f.equal, f.last - f.first, f.document, f.first))
    kept: dict[int, list[Located]] = {}
    out: list[Located] = []
    for place in found:
        others = kept.setdefault(place.document, [])
        if all(place.last < o.first or o.last < place.first for o in others):
            others.append(place)
            out.append(place)
    return out
