"""Two voices made one: what the rules read of quotations and layouts, and what a tagger reads of every act of reporting.

The policy was chosen on PolNeAR's development part (docs/models.md has the figures): the rules know best where the words
in marks stand, and read press-release layouts; the tagger knows best who speaks, and finds what stands without marks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from sayso.attribution.assembly import Draft, Stray
from sayso.attribution.labels import Tagged
from sayso.model import Span

__all__ = ["combine"]

# Rules that read a layout, which no tagger has learned: their sources stand.
_LAYOUTS = frozenset(["dash", "label", "announced", "verse", "turn", "echo"])


def combine(
    text: str, drafts: list[Draft], stray: list[Stray], tagged: list[Tagged]
) -> tuple[list[Draft], list[Stray]]:
    """The drafts of both voices: each quotation once, and every tagged report besides."""
    quoted = sorted((d for d in drafts if d.marks), key=lambda d: d.content[0].start)
    begins = [d.content[0].start for d in quoted]
    used: set[int] = set()
    fresh: list[Draft] = []
    for found in tagged:
        covered = [
            d
            for d in quoted[
                max(0, bisect_left(begins, found.content[0].start) - 3) : bisect_right(begins, found.content[-1].end)
            ]
            if id(d) not in used and d.parent is None and _mostly_in(d, found)
        ]
        if covered:
            used.update(id(d) for d in covered)
            fresh.append(_joined(text, covered, found))
        elif not any(_overlap([m.inner for m in d.marks], found.content) * 2 > _size(found.content) for d in quoted):
            fresh.append(_reported(found))
    kept = [d for d in quoted if id(d) not in used]
    laid_out = [d for d in drafts if not d.marks and d.rule in _LAYOUTS]
    return [*kept, *laid_out, *fresh], stray


def _size(spans: tuple[Span, ...] | list[Span]) -> int:
    return sum(len(s) for s in spans)


def _overlap(some: tuple[Span, ...] | list[Span], others: tuple[Span, ...] | list[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in some for b in others)


def _mostly_in(draft: Draft, found: Tagged) -> bool:
    marked = [m.inner for m in draft.marks]
    return 2 * _overlap(marked, found.content) > _size(marked)


def _joined(text: str, drafts: list[Draft], found: Tagged) -> Draft:
    """One statement of the drafts whose marked words a tagged report covers."""
    first = drafts[0]
    marks = sorted((m for d in drafts for m in d.marks), key=lambda m: m.outer.start)
    own = list(found.content)
    for mark in marks:
        own = [piece for span in own for piece in _less(span, mark.outer)]
    words = sum(len(span.of(text).split()) for span in own if any(c.isalnum() for c in span.of(text)))
    mixed = words > 0 and not (len(drafts) == 1 and first.kind == "direct" and words <= 1)
    layout = next((d for d in drafts if d.rule in _LAYOUTS and d.source is not None), None)
    lead = layout or next((d for d in drafts if d.source is not None), first)
    tell = layout is None and bool(found.source)
    return Draft(
        content=list(found.content) if mixed else [m.inner for m in marks],
        kind="mixed" if mixed else "direct",
        rule=lead.rule,
        source=found.source[-1] if tell else lead.source,
        cue=found.cue if tell or lead.cue is None else lead.cue,
        confidence=found.confidence,
        marks=marks,
        role=first.role,
        turn=first.turn,
    )


def _less(span: Span, hole: Span) -> list[Span]:
    """What is left of a span without another."""
    parts = [Span(span.start, min(span.end, hole.start)), Span(max(span.start, hole.end), span.end)]
    return [Span(p.start, p.end) for p in parts if p.start < p.end]


def _reported(found: Tagged) -> Draft:
    return Draft(
        content=list(found.content),
        kind="indirect",
        rule="reported",
        source=found.source[-1] if found.source else None,
        cue=found.cue,
        confidence=found.confidence,
    )
