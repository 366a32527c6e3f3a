"""Which stretches of a document are given as verses, and which reference stands beside each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Span
from sayso.text.scripture.references import Found
from sayso.text.scripture.spelling import ARABIC_WORD

__all__ = ["beside", "gaps_in", "is_arabic", "ornate", "unmarked_runs"]

_ORNATE = re.compile(r"﴿\s*([^﴿﴾\n]{2,4000}?)\s*﴾|﴾\s*([^﴿﴾\n]{2,4000}?)\s*﴿")
_GAP = re.compile(r"\[?\(?(?:\.{3,}|…)\)?\]?")
_LATIN = re.compile(r"[^\W\d_\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
# A rendering may stand between the Arabic and the reference; nothing else of scripture may.
_FAR_AFTER, _NEAR_AFTER, _NEAR_BEFORE = 500, 12, 60
_RUN = re.compile(rf"{ARABIC_WORD.pattern}(?:[ \t]+{ARABIC_WORD.pattern}){{4,399}}")


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
    for match in _RUN.finditer(text):
        span = Span(*match.span())
        while k < len(ordered) and ordered[k].end <= span.start:
            k += 1
        if k >= len(ordered) or not ordered[k].overlaps(span):
            found.append(span)
    return found


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
    before = [
        r
        for r in references
        if 0 <= span.start - r.span.end <= _NEAR_BEFORE and "\n" not in text[r.span.end : span.start]
    ]
    after = next((r for r in references if r.span.start >= span.end), None)
    if after is not None:
        far = after.span.start - span.end
        between = text[span.end : after.span.start]
        others = any(span.end <= v.start < after.span.start for v in verses)
        if far > _FAR_AFTER or "\n\n" in between or others:
            after = None
        elif far <= _NEAR_AFTER:
            return after
    if before and not any(
        v.end <= before[-1].span.start and before[-1].span.start - v.end <= _NEAR_AFTER for v in verses
    ):
        return before[-1]
    return after
