"""Where quotations show that a tagged report ends, or goes on.

A tagger labels word by word and gives a quotation to the nearest verb. Writers do not: a sentence in marks that stands alone
behind a tag goes on with the tag's quotation, whatever else the tag says of the speaker; a sentence that ends within its
marks ends the report; and words of another paragraph belong to a report only where they stand in marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from sayso.attribution.assembly import Draft, Stray
from sayso.attribution.cues import SPEECH
from sayso.attribution.labels import Tagged
from sayso.model import Span
from sayso.text.marks import Marked

__all__ = ["Readings", "less", "resumed", "size"]

_NESTED = 8
_SINGLE = frozenset(["single", "apostrophe", "verse"])
_NEXT_SENTENCE = re.compile(r"\s+[A-Z]")
# A sentence's end, but not the dot of a title or an initial.
_STOP = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.?!…][\"”’'»)]*\s")
_WORD = re.compile(r"\w+")
# So many words before a mark tell that a sentence leads up to it.
_LEAD = 3
_NEGATED = re.compile(r"\b(?:not|never)\b|n[’']t\b", re.IGNORECASE)


def resumed(
    text: str, tagged: Sequence[Tagged], drafts: Sequence[Draft], stray: Sequence[Stray], paragraphs: Sequence[Span]
) -> list[Tagged]:
    """The tagged reports with each quotation where its writer put it; the drafts and strays hold the text's marks.

    "“No,” said Rask, who wants a new lock. “It stays shut.”": the last words are Rask's answer, not what she wants.
    """
    marks = _Marks([*(m for d in drafts for m in d.marks), *(mark for mark, _, _ in stray)], paragraphs)
    out = [_of_one_sentence(text, _of_one_paragraph(_ended(text, found, marks), marks), marks) for found in tagged]
    out = [part for found in out for part in _each_paragraph(found, marks)]
    return _gone_on(text, _left_behind(text, _taken_up(out, drafts), marks), marks)


class Readings:
    """The tagged reports by the places of their content."""

    def __init__(self, tagged: Sequence[Tagged]) -> None:
        self._spans = sorted((span.start, span.end, n) for n, found in enumerate(tagged) for span in found.content)
        self._sizes = [size(found.content) for found in tagged]

    def of(self, mark: Marked) -> int | None:
        """The number of the report that most of the words in a mark belong to, the shortest where reports nest."""
        inner = mark.inner
        at = bisect_left(self._spans, (inner.end, 0, 0))
        near = self._spans[max(0, at - _NESTED) : at]
        fits = [n for start, end, n in near if min(end, inner.end) - max(start, inner.start) > 0.7 * len(inner)]
        return min(fits, key=lambda n: self._sizes[n], default=None)


def size(spans: Iterable[Span]) -> int:
    """How many characters some spans have."""
    return sum(len(s) for s in spans)


def less(span: Span, hole: Span) -> list[Span]:
    """What is left of a span without another."""
    parts = ((span.start, min(span.end, hole.start)), (max(span.start, hole.end), span.end))
    return [Span(start, end) for start, end in parts if start < end]


class _Marks:
    """The outermost marks of a text, in order, and its paragraphs."""

    def __init__(self, marks: list[Marked], paragraphs: Sequence[Span]) -> None:
        self.all: list[Marked] = []
        for mark in sorted(marks, key=lambda m: (m.outer.start, -m.outer.end)):
            if not self.all or mark.outer.start >= self.all[-1].outer.end:
                self.all.append(mark)
        self._starts = [m.outer.start for m in self.all]
        self._paragraphs = [p.start for p in paragraphs]

    def within(self, start: int, end: int) -> list[Marked]:
        """The marks that begin in a stretch."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def touch(self, span: Span) -> bool:
        """Whether some words of a span stand in marks."""
        at = bisect_left(self._starts, span.end)
        return at > 0 and self.all[at - 1].outer.end > span.start

    def paragraph(self, at: int) -> int:
        """The number of the paragraph that holds a place."""
        return bisect_right(self._paragraphs, at)


def _ended(text: str, found: Tagged, marks: _Marks) -> Tagged:
    """A report that ends where a sentence in marks ends: "Rask called it “a joke.” The lock stays shut."."""
    return found._replace(content=tuple(_until_stop(text, found.cue, span, marks) for span in found.content))


def _until_stop(text: str, cue: Span, span: Span, marks: _Marks) -> Span:
    for mark in marks.within(max(span.start, cue.end), span.end):
        if (
            mark.outer.end < span.end
            and mark.closed
            and mark.family not in _SINGLE
            and text[mark.inner.end - 1] in ".?!"
            and _NEXT_SENTENCE.match(text, mark.outer.end, span.end)
        ):
            return Span(span.start, mark.outer.end)
    return span


def _of_one_paragraph(found: Tagged, marks: _Marks) -> Tagged:
    """A report without what stands unmarked in another paragraph than its cue, if its own holds some of its content."""
    if len(found.content) == 1:
        return found
    own = marks.paragraph(found.cue.start)
    here = [marks.paragraph(span.start) == own for span in found.content]
    kept = tuple(span for span, near in zip(found.content, here, strict=True) if near or marks.touch(span))
    return found._replace(content=kept) if any(here) else found


def _of_one_sentence(text: str, found: Tagged, marks: _Marks) -> Tagged:
    """A report without marked words that a later sentence of somebody else's leads up to.

    "According to Bek, it is “late”. The board meets. Rask closed with a saying: “Wait”": the last is none of Bek's words.
    """
    if len(found.content) == 1:
        return found
    kept: list[Span] = []
    for span in found.content:
        before = max([found.cue.end, *(k.end for k in kept)])
        anchors = (found.cue, *found.source)
        gap = text[before : span.start]
        stops = list(_STOP.finditer(gap + " ")) if span.start > before and marks.touch(span) else []
        lead = gap[stops[-1].end() :] if stops else ""
        led = len(_WORD.findall(lead)) >= _LEAD and not any(a.start >= span.start - len(lead) for a in anchors)
        if not (kept and led):
            kept.append(span)
    return found._replace(content=tuple(kept))


def _each_paragraph(found: Tagged, marks: _Marks) -> list[Tagged]:
    """A report without marks and apart from it, in the same mouth, what stands in marks in another paragraph."""
    own = marks.paragraph(found.cue.start)
    here = tuple(span for span in found.content if marks.paragraph(span.start) == own)
    there = tuple(span for span in found.content if span not in here)
    if not here or not there or any(marks.touch(span) for span in here):
        return [found]
    return [found._replace(content=here), found._replace(content=there)]


def _taken_up(tagged: list[Tagged], drafts: Sequence[Draft]) -> list[Tagged]:
    """The reports with quotations that are taken up again behind a tag given back to whoever spoke their first part.

    "“No,” said Rask, speaking of the lock. “It stays shut.”": a tagger may take the last words for what Rask speaks of.
    """
    out = list(tagged)
    readings = Readings(tagged)
    for draft in drafts:
        if draft.rule != "tail" or draft.parent is not None:
            continue
        first = readings.of(draft.marks[0])
        if first is None:
            continue
        more: list[Span] = []
        for before, mark in pairwise(draft.marks):
            last = readings.of(mark)
            if last is None or last == first:
                continue
            nearer = out[last]
            if nearer.cue.start < before.outer.end or mark.outer.start < nearer.cue.end:
                continue
            kept = tuple(span for span in nearer.content if not span.overlaps(mark.outer))
            if kept:
                out[last] = nearer._replace(content=kept)
                more.append(mark.outer)
        if more:
            out[first] = out[first]._replace(content=tuple(sorted((*out[first].content, *more))))
    return out


def _left_behind(text: str, tagged: list[Tagged], marks: _Marks) -> list[Tagged]:
    """The reports without a whole sentence in marks before the one that reports: whoever spoke last goes on in it, or nobody.

    "“No,” she said outside. “It stays shut.” Her lawyer told the Courier that ...": the lawyer says nothing in marks.
    """
    out = list(tagged)
    tails = _tails(tagged, marks)
    for n, found in enumerate(tagged):
        first, begin = found.content[0], min(s.start for s in (found.cue, *found.source))
        if len(found.content) < 2 or first.end > begin or found.content[-1].start < found.cue.end:
            continue
        inside = marks.within(first.start, first.end)
        mark = inside[-1] if inside else None
        if (
            mark is None
            or text[mark.inner.end - 1] != "."
            or text[mark.outer.end : begin].strip()
            or not text[begin].isupper()
        ):
            continue
        out[n] = found._replace(content=found.content[1:])
        at = bisect_left(tails, (first.start, 0))
        start, number = tails[at - 1] if at else (0, n)
        between = text[out[number].cue.end : first.start]
        if (
            number != n
            and marks.paragraph(start) == marks.paragraph(first.start)
            and between.rstrip()[-1:] in (".", "?", "!")
            and _STOP.search(between.rstrip()) is None
        ):
            out[number] = out[number]._replace(content=tuple(sorted((*out[number].content, first))))
    return out


def _gone_on(text: str, tagged: list[Tagged], marks: _Marks) -> list[Tagged]:
    """The reports with a sentence in marks that stands by itself given to the quotation before it in the paragraph."""
    out: list[Tagged | None] = list(tagged)
    tails = _tails(tagged, marks)
    for n, found in enumerate(tagged):
        if found.content[0].start < found.cue.start:
            continue
        for mark in marks.within(found.cue.end, found.content[-1].end):
            if not any(span.covers(mark.inner) for span in found.content):
                continue
            between = text[found.cue.end : mark.outer.start]
            alone = between.rstrip()[-1:] in (".", "?", "!") and not marks.within(found.cue.end, mark.outer.start)
            first = _before(tails, n, found, marks.paragraph(mark.outer.start), marks) if alone else None
            earlier = out[first] if first is not None else None
            if first is not None and earlier is not None and _goes_on(text, earlier, found):
                kept = [part for span in found.content for part in less(span, mark.outer)]
                kept = [part for part in kept if any(c.isalnum() for c in part.of(text))]
                out[n] = found._replace(content=tuple(kept)) if kept else None
                out[first] = earlier._replace(content=tuple(sorted((*earlier.content, mark.outer))))
            break
    return [found for found in out if found is not None]


def _tails(tagged: list[Tagged], marks: _Marks) -> list[tuple[int, int]]:
    """The reports whose tag stands behind a quotation of theirs: where the tag begins, and the report's number."""
    found = []
    for n, report in enumerate(tagged):
        first = report.content[0]
        if any(m.outer.end <= report.cue.start for m in marks.within(first.start - 1, first.end)):
            found.append((report.cue.start, n))
    return sorted(found)


def _before(tails: list[tuple[int, int]], own: int, found: Tagged, paragraph: int, marks: _Marks) -> int | None:
    """The number of the last such report before another one's cue, in the same paragraph."""
    at = bisect_left(tails, (found.cue.start, 0))
    start, number = tails[at - 1] if at else (0, own)
    return number if number != own and marks.paragraph(start) == paragraph else None


def _goes_on(text: str, earlier: Tagged, found: Tagged) -> bool:
    """Whether a later verb belongs to the tag, or is none of speech: a sentence that reports anew has its own quotation."""
    said = found.cue.of(text)
    return (
        _STOP.search(text, earlier.cue.end, found.cue.start) is None
        or SPEECH.isdisjoint(said.lower().split())
        or _NEGATED.search(said) is not None
    )
