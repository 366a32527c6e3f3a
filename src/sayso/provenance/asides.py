"""What a report's own words say in passing: a year alone, an earlier piece of the writer's, whom they quote in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Attribution, Link, Span, When

__all__ = ["earlier_piece", "narrator_behind", "opening_of", "year_beside"]

_OPENS = re.compile(r"\W*(?:(?:early|late|back|later|as early as|as late as)\s+)?in\s+$", re.IGNORECASE)
# "When it was cited in 2003, Rask observed".
_WHEN_OPENS = re.compile(r"\W*(?:When|After|As)\s[^.;“”\"]{3,100}\bin\s+$")
# "In Rask v. Bek (1962), the court held".
_CASE = re.compile(
    r"\W*(?:[^.;“”\"()]{0,60},\s+)?[Ii]n\s[^.;“”\"()]{3,100}\sv\.?\s[^.;“”\"()]{3,80}\((?P<year>1[5-9]\d\d|20\d\d)\)"
)
_NARRATED = re.compile(
    r"[\W_]{0,4}\s(?:(?:It|This)\s+(?:was|is)\s+|)(?i:narrated|related|transmitted)\s+by\s+(?:Imam\s+)?(?P<who>(?:(?:al-)?[A-Z][\w’'-]*\s?){1,4}(?<=\w))(?=[.,;])"
)
_BEHIND = re.compile(r"[^,.;:]{0,25}\b(?:in|of)\s+(?:an?\s+|the\s+)?$", re.IGNORECASE)
_WITHIN = re.compile(r"\bin\s+$", re.IGNORECASE)
_PIECE = (
    r"question\s+and\s+answer|answer\s+to\s+(?:a\s+)?question|fact[- ]check|editorial|article|column|post|piece|report|analysis|leaflet|"
    r"newsletter|statement|review"
)
_EARLIER = re.compile(
    rf"\b(?:our|my|the|an?|this)\s+(?:earlier\s+|previous\s+)?(?P<what>{_PIECE})\s+(?:dated|of|published|issued|on|from)\b",
    re.IGNORECASE,
)
_QUOTING = re.compile(r"\b(?:quot|cit)(?:ed|es|ing)\W*$", re.IGNORECASE)
_QUOTED_ONE = re.compile(
    r"[^“”\"«»:;]{2,160}?(?:\s+as\s+\w+ing\b(?:\s+(?:on|in|at)\s[^“”\",;:]{2,40})?|(?=\W*[“\"«]|:|\s+that\b))"
)


def year_beside(text: str, own: Sequence[Span], source: Span, cue: Span, years: Sequence[When]) -> str | None:
    """The year that a sentence opens with, or that stands right behind its verb: "In 1952 Rask told ...", "said in a 1990 interview".

    A year anywhere else may be that of anything: "Rask, who took office in 2016, said".
    """
    case = _CASE.match(text, own[0].start, source.start) if own and source.start > own[0].start else None
    if case is not None:
        return case["year"]
    for when in years:
        stretch = next((s for s in own if s.covers(when.span)), None)
        if stretch is None:
            continue
        before = text[stretch.start : when.span.start]
        opens = when.span.end <= source.start and (_OPENS.fullmatch(before) or _WHEN_OPENS.fullmatch(before))
        behind = when.span.start >= cue.start and _BEHIND.fullmatch(
            text[min(cue.end, when.span.start) : when.span.start]
        )
        behind = behind or (cue.covers(when.span) and _WITHIN.search(text[cue.start : when.span.start]))
        if opens or behind:
            return when.edtf
    return None


def earlier_piece(text: str, own: Sequence[Span]) -> Span | None:
    """The writer's own earlier piece that "we wrote in" it: "the Question and Answer dated", "our fact check of"."""
    found = (_EARLIER.search(text, s.start, s.end) for s in own)
    match = next((m for m in found if m is not None), None)
    return Span(*match.span("what")) if match is not None else None


def narrator_behind(text: str, end: int) -> list[Link]:
    """Whose collection has the words that end at a place, as the next sentence tells: "It was narrated by Abu Dawud."."""
    match = _NARRATED.match(text, end)
    if match is None:
        return []
    name, evidence = match["who"], Span(*match.span("who"))
    return [Link(carrier=name, as_written=name, kind="book", date=None, evidence=evidence)]


def opening_of(text: str, attribution: Attribution, part: Span) -> int:
    """Where what is reported begins in earnest: in "quoting the Courier in its report: “We" behind the one who is quoted."""
    before = text[attribution.cue[0].start : part.start] if attribution.cue else ""
    if len(before) > 40 or not _QUOTING.search(before):
        return part.start
    words = _QUOTED_ONE.match(text, part.start, part.end)
    return words.end() if words is not None else part.start
