"""Where the words of a quotation stand in the library: places, aligned word by word, best first.

A first look follows only the rarest word sequences; when a place holds every word, nothing further is asked. Otherwise
the look widens: more places, then shorter sequences.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.library.index import Index
from sayso.verification.align import Op, align, anchored
from sayso.verification.candidates import MOST_PLACES, Look, Place, Reach, Run, find_places
from sayso.verification.query import Query

__all__ = ["Located", "locate", "plain_words", "stands_in"]

WIDE = 60_000
# The first look follows only twelve sequences of a long quotation.
LOOKS = (Reach(3, 1500, 12), Reach(3, WIDE), Reach(2, WIDE))
# A phrase that stands in so many documents is looked for in all others too, in so many places at most.
SAID_AGAIN, MOST_REPEATS = 12, 2000
# Words of the source read on either side of a place, beyond the words of the quotation that are not yet placed.
SLACK, MARKED_SLACK = 8, 300
# Of a quotation so short the best few places are aligned anew without what the word sequences fix: where few words come
# again and again, two sequences of them may fit worse than one; so many words on either side are looked at.
WHOLE, BEST, AROUND = 24, 3, 1000
# A place that shares so many sequences with the quotation is among those that are looked at.
SHARED = 2
# Words read of a document that is searched from end to end.
LONGEST = 200_000


class Located(NamedTuple):
    """A quotation laid over one place of the library.

    `ops` are the alignment's steps over token positions of the document with this ordinal; `cost` counts unmarked
    differences in words; `equal` the words that are the same; `first` and `last` the source words it reaches over.
    """

    document: int
    ops: tuple[Op, ...]
    cost: float
    equal: int
    first: int
    last: int
    bits: float


def locate(query: Query, index: Index, barred: frozenset[int] = frozenset()) -> list[Located]:
    """The places that hold the quotation's words, best first; empty when no word sequence is shared.

    `locate(parse_query(text, parts), index)[0].cost == 0.0` for words that stand in the library.
    """
    if query.breaks and not any(query.gaps):
        # Words that only a speech tag cuts stand together as a rule; their parts alone may stand in any document.
        together = locate(query._replace(breaks=frozenset()), index, barred)
        if together and together[0].cost == 0:
            return together
    plain = plain_words(query)
    found: list[Located] = []
    laid: dict[tuple[int, tuple[Run, ...]], Located | None] = {}
    cut_off = False
    for reach in LOOKS:
        if reach.k == 2 and not _worth_a_finer_look(query, found):
            break
        look = find_places(query, plain, index, reach, barred)
        places = look.places
        cut_off = len(places) >= MOST_PLACES
        if places:
            floor = places[0].bits * (0.3 if found else 0.5)
            # A wider look comes upon the same places again.
            new = [p for p in places if p.bits >= floor and (p.document, p.runs) not in laid]
            laid |= {(p.document, p.runs): _lay(query, plain, p, index) for p in new}
            found = _distinct([*found, *(n for p in new if (n := laid[p.document, p.runs]) is not None)])
            if found[0].cost > 0 and len(query.words) <= WHOLE:
                found = _distinct([*(_whole(query, f, index) for f in found[:BEST]), *found[BEST:]])
        if found and (found[0].cost == 0 or _nothing_better(query, found[0], reach.k, look)):
            break
    if found and found[0].cost == 0 and (cut_off or (len(found) >= SAID_AGAIN and found[SAID_AGAIN - 1].cost == 0)):
        exact = sum(f.cost == 0 for f in found)
        held = barred | {f.document for f in found[:exact]}
        found[exact:exact] = (f._replace(bits=found[0].bits) for f in _repeats(query, index, held))
    return found


def _repeats(query: Query, index: Index, barred: frozenset[int]) -> list[Located]:
    """The further documents in which a phrase said again and again stands word for word: the earliest may be among them."""
    keys, size = query.keys, len(query.words)
    if size < 3 or any(query.gaps) or any(w.bracket for w in query.words):
        return []
    hits = index.hits(keys, np.ones(size - 2, bool), 3, WIDE)
    looked_up = len(np.unique(hits.query))
    starts = np.stack([hits.document, hits.position - hits.query])[:, ~np.isin(hits.document, list(barred))]
    (documents, firsts), shared = np.unique(starts, axis=1, return_counts=True)
    full = np.flatnonzero((shared == looked_up) & (firsts >= 0))[:MOST_REPEATS]
    same = full[(index.rows(documents[full], firsts[full], size) == keys).all(axis=1)]
    out: dict[int, Located] = {}
    for document, first in zip(documents[same].tolist(), firsts[same].tolist(), strict=True):
        if document not in out:
            ops = tuple(Op("=", i, first + i) for i in range(size))
            out[document] = Located(document, ops, 0.0, size, first, first + size - 1, 0.0)
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
        for first in at[:SAID_AGAIN].tolist():
            ops = tuple(Op("=", i, first + i) for i in range(size))
            out.append(Located(ordinal, ops, 0.0, size, first, first + size - 1, 0.0))
    return out


def plain_words(query: Query) -> list[int]:
    """The words outside brackets, by number."""
    return [i for i, w in enumerate(query.words) if not w.bracket]


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
    shared = len(look.grams) - k * int(found.cost / _COST["i"])
    bracketed = any(w.bracket for w in query.words)
    return not bracketed and shared >= SHARED and float(look.grams[:shared].sum()) > look.least


def _lay(query: Query, plain: list[int], place: Place, index: Index) -> Located | None:
    """Align the quotation with one place."""
    head, tail = place.runs[0], place.runs[-1]
    lead = plain[head.qs]
    rest = len(query.words) - plain[tail.qe - 1] - 1
    lead_slack = MARKED_SLACK if any(query.free(i) for i in range(1, lead + 1)) else SLACK
    rest_slack = MARKED_SLACK if any(query.free(i) for i in range(len(query.words) - rest, len(query.words))) else SLACK
    first = max(0, head.ps - lead - lead_slack)
    keys = index.keys(place.document, first, tail.pe + rest + rest_slack)
    ops = anchored(query, _anchors(query, plain, place, keys, first), keys, first)
    return _weighed(query, place.document, ops, place.bits)


def _whole(query: Query, found: Located, index: Index) -> Located:
    """The best place near this one, aligned without anchors, where that is better."""
    first = max(0, found.first - AROUND)
    keys = index.keys(found.document, first, found.last + 1 + AROUND)
    ops = align(query, 0, len(query.words), keys, first, open_start=True, open_end=True)
    again = _weighed(query, found.document, ops, found.bits)
    return again if again is not None and again.cost < found.cost else found


def _weighed(query: Query, document: int, ops: list[Op], bits: float) -> Located | None:
    """An alignment with what it costs; None where it reaches no word."""
    reached = [op.s for op in ops if op.op in "=s"]
    if not reached:
        return None
    cost = sum(_COST[op.op] for op in ops if not (op.op in "sd" and query.words[op.q].bracket))
    cost -= sum(0.85 for op in ops if op.op == "i" and _beside_bracket(query, op.q))
    equal = sum(op.op == "=" for op in ops)
    return Located(document, tuple(ops), round(cost, 3), equal, min(reached), max(reached), bits)


_COST = {"=": 0.0, "e": 0.0, "s": 1.0, "d": 1.0, "i": 0.85}


def _beside_bracket(query: Query, q: int) -> bool:
    return any(w.bracket for w in query.words[max(0, q - 1) : q + 1])


def _anchors(
    query: Query, plain: list[int], place: Place, keys: NDArray[np.uint32], offset: int
) -> list[tuple[int, int]]:
    """The pairs of equal words that the place's runs fix, rising on both sides."""
    source = keys.tolist()
    pairs: list[tuple[int, int]] = []
    for run in place.runs:
        for t in range(run.qe - run.qs):
            q, s = plain[run.qs + t], run.ps + t
            if pairs and (q <= pairs[-1][0] or s <= pairs[-1][1]):
                continue
            if 0 <= s - offset < len(source) and source[s - offset] == query.words[q].key:
                pairs.append((q, s))
    return pairs


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
