"""Turns of a transcript that a page quotes a stretch of, each its speaker's words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from sayso.attribution.assembly import Draft
from sayso.model import Document, Span, Turn
from sayso.text.marks import Marked

__all__ = ["excerpts"]

_OPENING = ('"', "“", "„", "«", "''", "``")


def excerpts(document: Document, paragraphs: list[Span], drafts: list[Draft]) -> Iterator[Draft]:
    """The turns of a transcript that the document quotes a stretch of; a document that is one has none."""
    text, turns = document.text, document.turns
    if not turns or not paragraphs:
        return
    starts = [p.start for p in paragraphs]
    found = []
    for i, turn in enumerate(turns):
        at = bisect_right(starts, turn.span.start) - 1
        end = (
            turn.span.end
            if i + 1 < len(turns)
            else min(turn.span.end, paragraphs[at].end if at >= 0 else turn.span.end)
        )
        found.append((turn, Span(turn.span.start, max(turn.span.start, end))))
    shown = [_opened_by_mark(text, turn) for turn, _ in found]
    whole = sum(len(span) for _, span in found) * 10 >= 6 * (paragraphs[-1].end - paragraphs[0].start)
    for (turn, span), marked in zip(found, shown, strict=True):
        if len(span) < 2 or (whole and not marked):
            continue
        line = text.rfind("\n", 0, turn.span.start) + 1
        label = text.find(turn.speaker.split()[0], line, turn.span.start)
        inside = [d for d in drafts if d.content[0].overlaps(span)]
        if label < 0 or (not marked and any(d.kind == "direct" for d in inside)):
            continue
        excerpt = Draft(
            content=[span],
            kind="direct",
            rule="turn",
            source=Span(label, min(turn.span.start, label + len(turn.speaker))),
            turn=turn.speaker,
        )
        if marked:
            excerpt.marks = [Marked(inner=span, outer=span, depth=0, family="turn")]
            for nested in inside:
                nested.parent = nested.parent or excerpt
        yield excerpt


def _opened_by_mark(text: str, turn: Turn) -> bool:
    """Whether a quotation mark stands before a turn's label: a page that quotes a transcript, however much of it."""
    line = text.rfind("\n", 0, turn.span.start) + 1
    return text.startswith(_OPENING, line)
