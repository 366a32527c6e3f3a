"""Where the words of a quotation stand in the library: places, aligned word by word, and splices of several places.

A first look follows only the rarest word sequences; when a place holds every word, nothing further is asked. Otherwise
the look widens (more places, shorter sequences), and what the best place leaves uncovered is searched for by itself.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.library.index import Index
from sayso.verification.align import Op, anchored
from sayso.verification.candidates import Place, find_places
from sayso.verification.query import Query

__all__ = ["Located", "locate", "locate_pieces"]

QUICK, WIDE = 1500, 60_000
# Words of the source read on either side of a place, beyond the words of the quotation that are not yet placed.
SLACK, MARKED_SLACK = 8, 300
# From so many words on a difference is looked for as a piece from another place.
PIECE_WORDS = 4
PIECE_BITS = 20.0
MOST_PIECES = 4


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
    plain = [i for i, w in enumerate(query.words) if not w.bracket]
    found: list[Located] = []
    for k, limit in ((3, QUICK), (3, WIDE), (2, WIDE)):
        if k == 2 and found and not _poor(query, found[0]):
            break
        places = find_places(query, plain, index, k, limit, barred)
        if places:
            floor = places[0].bits * 0.3
            new = [_lay(query, plain, place, index) for place in places if place.bits >= floor]
            found = _distinct([*found, *(n for n in new if n is not None)])
        if found and found[0].cost == 0:
            break
    return found


def _poor(query: Query, best: Located) -> bool:
    """Whether the best place so far is worth another, finer look."""
    return best.cost > 0 and (len(query.words) <= 8 or best.equal < 0.7 * len(query.words))


def _lay(query: Query, plain: list[int], place: Place, index: Index) -> Located | None:
    """Align the quotation with one place."""
    head, tail = place.runs[0], place.runs[-1]
    lead = plain[head.qs]
    rest = len(query.words) - plain[tail.qe - 1] - 1
    lead_slack = MARKED_SLACK if any(query.free(i) for i in range(1, lead + 1)) else SLACK
    rest_slack = MARKED_SLACK if any(query.free(i) for i in range(len(query.words) - rest, len(query.words))) else SLACK
    first = max(0, head.ps - lead - lead_slack)
    keys = np.asarray(index.window(place.document, first, tail.pe + rest + rest_slack)[0], np.uint32)
    ops = anchored(query, _anchors(query, plain, place, keys, first), keys, first)
    reached = [op.s for op in ops if op.op in "=s"]
    if not reached:
        return None
    cost = sum(_COST[op.op] for op in ops if not (op.op in "sd" and query.words[op.q].bracket))
    cost -= sum(0.85 for op in ops if op.op == "i" and _beside_bracket(query, op.q))
    equal = sum(op.op == "=" for op in ops)
    return Located(place.document, tuple(ops), round(cost, 3), equal, min(reached), max(reached), place.bits)


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


class Piece(NamedTuple):
    """A piece of a quotation: its words `first` to `last - 1`, and where they stand (best place first)."""

    first: int
    last: int
    places: tuple[Located, ...]


def locate_pieces(query: Query, best: Located, index: Index, barred: frozenset[int] = frozenset()) -> list[Piece]:
    """The pieces from several places that a quotation was joined from, in its order; empty when it was not.

    Begins with the best single place and looks for each uncovered stretch by itself. Every piece must stand word for
    word in its own place, be long and rare enough not to be chance, and all together must cover nearly every word.
    """
    covered = _covered(query, best)
    pieces = [Piece(first, last, ()) for first, last in covered]
    total = len(query.words)
    spans = [(p.first, p.last) for p in pieces]
    holes = _holes(spans, total)
    if not any(last - first >= PIECE_WORDS for first, last in holes):
        return []
    for first, last in holes:
        if last - first >= PIECE_WORDS:
            spans += [(first + a, first + b) for a, b in _search_hole(query.part(first, last), index, barred, 2)]
    spans = _widen(query, sorted(spans))
    if len(spans) < 2 or len(spans) > MOST_PIECES:
        return []
    uncovered = total - sum(b - a for a, b in spans)
    if uncovered > max(1, total // 12):
        return []
    out: list[Piece] = []
    for first, last in spans:
        part = query.part(first, last)
        places = [p for p in locate(part, index, barred) if p.cost == 0]
        if not places or not _telling(part, places):
            return []
        out.append(Piece(first, last, tuple(places)))
    return out


def _covered(query: Query, best: Located) -> list[tuple[int, int]]:
    """The stretches of the quotation that stand in the best place, as few and long as possible."""
    equal = np.zeros(len(query.words), bool)
    for op in best.ops:
        if op.op == "=" or query.words[op.q if op.q < len(query.words) else -1].bracket:
            equal[min(op.q, len(query.words) - 1)] = True
    skipped: dict[int, int] = {}
    for op in best.ops:
        if op.op == "i":
            skipped[op.q] = skipped.get(op.q, 0) + 1
    out: list[tuple[int, int]] = []
    at = 0
    while at < len(equal):
        if not equal[at]:
            at += 1
            continue
        end = at + 1
        while end < len(equal) and equal[end] and skipped.get(end, 0) <= 12:
            end += 1
        if end - at >= 3:
            out.append((at, end))
        at = end
    return out


def _holes(spans: list[tuple[int, int]], total: int) -> list[tuple[int, int]]:
    """What the spans leave free of `0 .. total`."""
    holes, at = [], 0
    for first, last in sorted(spans):
        if first > at:
            holes.append((at, first))
        at = max(at, last)
    return [*holes, (at, total)] if at < total else holes


def _search_hole(query: Query, index: Index, barred: frozenset[int], depth: int) -> list[tuple[int, int]]:
    """The stretches of an uncovered part that stand word for word somewhere in the library."""
    found = locate(query, index, barred)
    if not found:
        return []
    spans = [s for s in _covered(query, max(found[:6], key=lambda f: _longest(_covered(query, f)))) if s[1] - s[0] >= 4]
    if depth:
        for first, last in _holes(spans, len(query.words)):
            if last - first >= PIECE_WORDS + 1 and spans:
                inner = _search_hole(query.part(first, last), index, barred, depth - 1)
                spans += [(first + a, first + b) for a, b in inner]
    return spans


def _longest(spans: list[tuple[int, int]]) -> int:
    return max((b - a for a, b in spans), default=0)


def _widen(query: Query, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Let a stray word between two pieces go to the piece on the near side of a mark, else to the later one."""
    out: list[tuple[int, int]] = []
    for first, last in spans:
        if out and first < out[-1][1]:
            first = out[-1][1]
        if last - first >= 1:
            out.append((first, last))
    return out


def _telling(part: Query, places: list[Located]) -> bool:
    """Whether a piece is long and rare enough to have been taken from somewhere."""
    words = len(part.words)
    return words >= PIECE_WORDS and places[0].bits >= PIECE_BITS and len({p.document for p in places}) <= 8
