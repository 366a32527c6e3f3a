"""What a verdict needs beside the edits: the pieces that a splice is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest

from sayso.verification.align import Op
from sayso.verification.held import Held
from sayso.verification.laying import Located

__all__ = ["from_one_source", "in_all", "is_said_twice", "others", "split_at"]


def split_at(held: Held) -> list[list[Op]]:
    """The steps of an alignment cut at its joints, for one match per piece."""
    pieces: list[list[Op]] = [[]]
    joints = list(held.joints)
    for op in held.located.ops:
        while joints and op.q >= joints[0] and op.op in "=sd":
            joints.pop(0)
            pieces.append([])
        pieces[-1].append(op)
    return [p for p in pieces if any(op.op in "=s" for op in p)]


def from_one_source(usable: Sequence[Sequence[Held]]) -> list[Held]:
    """One place for each piece of a quotation (each has some, best first), all from one document where one holds them."""
    counts = Counter(name for places in usable for name in {h.document.id for h in places})
    chosen: list[Held] = []
    for places in usable:
        most = max(counts[h.document.id] for h in places)
        chosen.append(next(h for h in places if counts[h.document.id] == most))
    return chosen


def others(usable: Sequence[Sequence[Held]], chosen: Sequence[Held]) -> list[Held]:
    """The places of the pieces in further documents, the next best of each piece in turn."""
    rows: list[list[Held]] = []
    for places, shown in zip(usable, chosen, strict=True):
        documents: dict[str, Held] = {}
        for held in places:
            documents.setdefault(held.document.id, held)
        documents.pop(shown.document.id, None)
        rows.append(list(documents.values()))
    return [held for turn in zip_longest(*rows) for held in turn if held is not None]


def in_all(places: Sequence[Sequence[Located]]) -> list[list[Located]]:
    """The places of each piece of a quotation in documents that hold a place of every piece."""
    held = [{p.document for p in some} for some in places]
    common = set.intersection(*held) if held else set()
    return [[p for p in some if p.document in common] for some in places]


def is_said_twice(pieces: Sequence[Held]) -> bool:
    """Whether two pieces are the same words of one source: a speaker who says a thing again joins no places."""
    return any(
        a.document.id == b.document.id and a.span.overlaps(b.span) for n, a in enumerate(pieces) for b in pieces[:n]
    )
