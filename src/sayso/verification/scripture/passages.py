"""Which stretches of a document are given as verses, and which reference stands beside each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sayso.model import Span
from sayso.text.scripture.references import Found
from sayso.text.scripture.spelling import ARABIC_WORD

__all__ = ["beside", "gaps_in", "is_arabic", "ornate", "unmarked_runs"]

_ORNATE = re.compile(r"﴿\s*([^﴿﴾\n]{2,4000}?)\s*﴾|﴾\s*([^﴿﴾\n]{2,4000}?)\s*﴿")
_GAP = re.compile(r"\[?\(?(?:\.{3,}|…)\)?\]?")
_LATIN = re.compile(r"[^\W\d_\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
# A rendering may stand between the Arabic and the reference; nothing else of scripture may.
_FAR_AFTER, _NEAR_AFTER, _NEAR_BEFORE = 500, 12, 60
_FEWEST = 5


def is_arabic(words: str) -> bool:
    """Whether most letters of a stretch are Arabic, and it holds a word of them."""
    arabic = sum(len(m.group()) for m in ARABIC_WORD.finditer(words))
    return arabic > 1 and arabic > 2 * len(_LATIN.findall(words))


def ornate(text: str) -> list[Span]:
    """What stands between the ornate brackets that only the Quran's verses are set in."""
    found = []
    for match in _ORNATE.finditer(text):
        group = 1 if match[1] is not None else 2
        found.append(Span(match.start(group), match.end(group)))
    return found


def unmarked_runs(text: str, taken: Sequence[Span]) -> list[Span]:
    """Runs of five Arabic words or more that lie in none of the `taken` spans."""
    ordered = sorted(taken)
    found, k = [], 0
    for span in _runs(text):
        while k < len(ordered) and ordered[k].end <= span.start:
            k += 1
        if k >= len(ordered) or not ordered[k].overlaps(span):
            found.append(span)
    return found


def _runs(text: str) -> Iterator[Span]:
    """Runs of five Arabic words or more with nothing but spaces between them."""
    start, end, count = 0, -1, 0
    for match in ARABIC_WORD.finditer(text):
        if count and not (end < match.start() and not text[end : match.start()].strip(" \t")):
            if count >= _FEWEST:
                yield Span(start, end)
            count = 0
        if not count:
            start = match.start()
        end, count = match.end(), count + 1
    if count >= _FEWEST:
        yield Span(start, end)


def gaps_in(text: str, span: Span) -> tuple[list[str], list[int]]:
    """The Arabic words of a stretch, and the words before which something is marked as left out."""
    words: list[str] = []
    gaps: list[int] = []
    end = span.start
    for match in ARABIC_WORD.finditer(text, span.start, span.end):
        if words and _GAP.search(text, end, match.start()):
            gaps.append(len(words))
        words.append(match.group())
        end = match.end()
    return words, gaps


def beside(text: str, span: Span, references: Sequence[Found], verses: Sequence[Span]) -> Found | None:
    """The reference given for a stretch: the first after it in its paragraph, unless one stands just before it."""
    k = bisect_left(references, span.end, key=lambda r: r.span.start)
    after = references[k] if k < len(references) else None
    last = references[k - 1] if k else None
    near = last is not None and 0 <= span.start - last.span.end <= _NEAR_BEFORE
    before = last if last is not None and near and "\n" not in text[last.span.end : span.start] else None
    if after is not None:
        far = after.span.start - span.end
        between = text[span.end : after.span.start]
        v = bisect_left(verses, Span(span.end, span.end))
        others = v < len(verses) and verses[v].start < after.span.start
        if far > _FAR_AFTER or "\n\n" in between or others:
            after = None
        elif far <= _NEAR_AFTER:
            return after
    if before is not None:
        v = bisect_left(verses, Span(before.span.start, before.span.start)) - 1
        own = v >= 0 and 0 <= before.span.start - verses[v].end <= _NEAR_AFTER  # it belongs to the verse before it
        if not own:
            return before
    return after
