"""The labels a tagger gives to words, and how labelled words become acts of reporting.

A label says the role of a word and, for source and content, on which side its cue lies; a cue says whether it has a source
of its own, shares one that stands with another cue, or has none. So the links between spans are tagged along with them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import compress
from typing import NamedTuple

from sayso.attribution.lines import Line
from sayso.model import Span

__all__ = ["LABELS", "OUTSIDE", "Tagged", "link", "may_follow", "rejoin", "spans_of"]

# Q cue with a source of its own, QN without a source, QH with another cue's; S source and C content, their cue to the
# left (L) or the right (R).
_ROLES = ("Q", "QN", "QH", "SL", "SR", "CL", "CR")
LABELS = ("O", *(f"{place}-{role}" for role in _ROLES for place in "BI"))
"""Every label, in the order of the columns of a tagger's scores."""
OUTSIDE = 0
"""The column of the label of words that bear no role."""


class Tagged(NamedTuple):
    """One act of reporting as tagged: where its cue, source and content stand, and the mean of how sure the tagger was of
    each span, by the least sure of its words."""

    cue: Span
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    belief: float


class _Piece(NamedTuple):
    role: str
    first: int
    last: int
    line: int
    span: Span
    score: float


# Of each label: whether it goes on a span, and the span's role.
_PARTS = [(label[0] == "I", label[2:]) for label in LABELS]


def may_follow(before: str, label: str) -> bool:
    """Whether a label may stand after another: inside a span only after the same span's begin or inside."""
    return label[0] != "I" or before[2:] == label[2:]


def spans_of(labels: Sequence[int]) -> list[tuple[str, int, int]]:
    """The labelled spans of a line: role, first and last word; `spans_of([0, 1, 2])` has one."""
    found: list[tuple[str, int, int]] = []
    role, first, last = "", 0, 0
    # Most words bear no role.
    for at in compress(range(len(labels)), labels):
        inside, own = _PARTS[labels[at]]
        if inside and own == role and last == at - 1:
            last = at
            continue
        if role:
            found.append((role, first, last))
        role, first, last = own, at, at
    return [*found, (role, first, last)] if role else found


def rejoin(labels: list[int], at: int) -> None:
    """A span that a chunk's end cut in two becomes one again: a begin at the cut follows the same role."""
    if at and LABELS[labels[at]][0] == "B" and LABELS[labels[at - 1]][2:] == LABELS[labels[at]][2:]:
        labels[at] += 1


def link(
    lines: Sequence[Line], labelled: Sequence[Sequence[int]], scores: Sequence[Sequence[float]] | None = None
) -> list[Tagged]:
    """The acts of reporting of labelled lines, in the order of their cues; `scores` are the words' probabilities."""
    pieces = list(_pieces(lines, labelled, scores))
    by_line: dict[int, list[_Piece]] = {}
    for piece in pieces:
        by_line.setdefault(piece.line, []).append(piece)
    cues = [p for p in pieces if p.role[0] == "Q"]
    number = {id(c): i for i, c in enumerate(cues)}
    content: list[list[_Piece]] = [[] for _ in cues]
    source: list[list[_Piece]] = [[] for _ in cues]
    for line in sorted(by_line):
        here = [p for p in by_line[line] if p.role[0] == "Q"]
        for piece in by_line[line]:
            if piece.role[0] == "Q":
                continue
            cue = _cue_of(piece, here) or (_neighbour(piece, by_line) if piece.role[0] == "C" else None)
            if cue is not None:
                (source if piece.role[0] == "S" else content)[number[id(cue)]].append(piece)
    out = []
    for i, cue in enumerate(cues):
        if not content[i]:
            continue
        if not source[i] and cue.role != "QN":
            shared = _shared_source(cue, by_line)
            source[i] = [shared] if shared is not None else []
        parts = [cue, *source[i], *content[i]]
        belief = sum(p.score for p in parts) / len(parts)
        out.append(
            Tagged(
                cue.span,
                tuple(sorted(p.span for p in source[i])),
                tuple(sorted(p.span for p in content[i])),
                belief,
            )
        )
    return out


def _pieces(
    lines: Sequence[Line], labelled: Sequence[Sequence[int]], scores: Sequence[Sequence[float]] | None
) -> list[_Piece]:
    out = []
    for number, (line, labels) in enumerate(zip(lines, labelled, strict=True)):
        if not any(labels):
            continue
        for role, first, last in spans_of(labels):
            score = min(scores[number][first : last + 1]) if scores is not None else 1.0
            out.append(_Piece(role, first, last, number, Span(line.starts[first], line.ends[last]), score))
    return out


def _cue_of(piece: _Piece, cues: list[_Piece]) -> _Piece | None:
    """The cue a piece belongs to: the nearest on the side its label names, else the nearest of the line."""
    # The cues of a line come in order: only those next to the piece are looked at, however many there are.
    at = bisect_left(cues, piece.first, key=lambda c: c.first)
    left = piece.role[1] == "L"
    for n in range(at - 1, -1, -1) if left else range(at, len(cues)):
        cue = cues[n]
        if (piece.role[0] == "C" or cue.role == "Q") and (left or cue.first > piece.first):
            return cue
    return min(
        cues,
        key=lambda c: (
            piece.role[0] == "S" and c.role != "Q",
            min(abs(c.first - piece.last), abs(piece.first - c.last)),
        ),
        default=None,
    )


def _neighbour(piece: _Piece, by_line: dict[int, list[_Piece]]) -> _Piece | None:
    """The cue of content that fills a paragraph of its own: the last of the one before, or the first of the one after."""
    if piece.role[1] == "L":
        return next((p for p in reversed(by_line.get(piece.line - 1, [])) if p.role[0] == "Q"), None)
    return next((p for p in by_line.get(piece.line + 1, []) if p.role[0] == "Q"), None)


def _shared_source(cue: _Piece, by_line: dict[int, list[_Piece]]) -> _Piece | None:
    """The source a cue without one shares: the nearest to its left, else to its right, else of the paragraph before."""
    here = [p for p in by_line[cue.line] if p.role[0] == "S"]
    left = [p for p in here if p.first < cue.first]
    if left or here:
        return left[-1] if left else here[0]
    before = [p for p in by_line.get(cue.line - 1, []) if p.role[0] == "S"]
    return before[-1] if before and cue.role == "QH" else None
