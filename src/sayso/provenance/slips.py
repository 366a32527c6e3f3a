"""Slips that a document shows by itself: marks never closed, echoes that end otherwise, one thing written in two ways.

Each is told with both places and in neutral words; what could be a matter of style is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sayso.model import Attribution, Citation, Document, Finding, Quotation, Section, Span
from sayso.provenance.carriers import is_unnamed
from sayso.text.folding import fold_word
from sayso.text.marks import pair_marks

__all__ = ["find_slips"]

_DANGLING = re.compile(
    r"^\W*(?:as|like)\s+(?:(?:we|i|it|was|is|has|been|already|previously)\s+){0,3}(?:said|stated|mentioned|noted|explained|shown|seen|discussed)\s+"
    r"(?:above|below|earlier|before|previously)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{4,}")
# A hyphened name; not a piece of an address, nor an office, which are hyphened at will.
_HYPHENED = re.compile(
    r"(?<![\w/.#_-])(?<!=\")[A-Z][a-z]+-(?!General|President|Chairman|Minister|Chief|Elect|Secretary)[A-Z][a-z]+(?![\w/_-]|\.\w)"
)
_PERSON = re.compile(r"(?<![\w/.@-])[A-Z][a-z]{2,}[ \u00a0][A-Z][a-z]{4,}(?![\w/@-]|\.\w)")
_STYLE = re.compile(r"[^\w\s]+\s*$")
_NO_OUTLET = re.compile(
    r"^(?:in\s+)?(?:the\s+)?(?:media|press|news|newspapers|reports?|news reports|media reports|sources)$", re.IGNORECASE
)
_LEAST_WORDS = 8


def find_slips(
    document: Document,
    quotations: Sequence[Quotation],
    attributions: Sequence[Attribution],
    citations: Sequence[Citation],
) -> list[Finding]:
    """The slips of a document, in no order; `find_slips(document, quotations, attributions, citations)[0].message`."""
    return [
        *_unclosed(document),
        *_echoes(document.text, quotations),
        *_dangling(document.text, quotations),
        *_spellings(document.text, quotations),
        *_hyphens(document),
        *_letters(document),
        *_numbering(document.sections, document.text),
        *_unsourced(document, attributions, citations),
    ]


def _unclosed(document: Document) -> Iterator[Finding]:
    """A double mark that opens and never closes, in its paragraph or, the quotation going on, in the next."""
    paragraphs = [b.span for b in document.blocks if b.kind == "paragraph"]
    marks = pair_marks(document.text, paragraphs)
    for number, mark in enumerate(marks):
        if mark.closed or mark.family not in ("double", "guillemet"):
            continue
        if any(later.continues for later in marks[number + 1 : number + 8]):
            continue
        message = "A quotation opens here and is never closed; where it ends is a guess."
        yield Finding(kind="marks", spans=(Span(mark.outer.start, mark.inner.end),), message=message)


def _echoes(text: str, quotations: Sequence[Quotation]) -> Iterator[Finding]:
    """Words repeated with another sign at their end: the echo's own, or a stop where the sentence went on."""
    by_id = {q.id: q for q in quotations}
    for echo in quotations:
        fuller = by_id.get(echo.echo_of or "")
        words = echo.span.of(text).rstrip()
        if fuller is None or len(words.split()) < 3 or words[-1:] not in ".?!":
            continue
        plain = words.rstrip(".?!… ").lower()
        whole = fuller.span.of(text)
        at = re.sub(r"\s", " ", whole).lower().find(re.sub(r"\s", " ", plain))
        following = whole[at + len(plain) :].lstrip()[:1] if at >= 0 else ""
        if at < 0 or following == words[-1]:
            continue
        if words[-1] in "?!":
            message = f"“{words[-1]}” stands inside the closing mark here, and not in the words that are repeated."
        elif following and following not in ".?!…”\"’'":
            message = "The words end in a full stop here; in the fuller quotation the sentence goes on."
        else:
            continue
        yield Finding(kind="echo", spans=(fuller.span, echo.span), message=message)


def _dangling(text: str, quotations: Sequence[Quotation]) -> Iterator[Finding]:
    for quotation in quotations:
        match = _DANGLING.match(text[quotation.span.start : quotation.span.start + 90])
        if match is not None and quotation.role == "statement":
            span = Span(quotation.span.start, quotation.span.start + match.end())
            message = "The quoted words point to something said elsewhere in their source, which is not given here."
            yield Finding(kind="reference", spans=(span,), message=message)


def _spellings(text: str, quotations: Sequence[Quotation]) -> Iterator[Finding]:
    """One quotation that spells one word by two conventions: one hand would have kept to one."""
    told: set[str] = set()
    for quotation in quotations:
        if quotation.role != "statement":
            continue
        first: dict[str, re.Match[str]] = {}
        for match in _WORD.finditer(text, quotation.span.start, quotation.span.end):
            low = match.group().lower()
            folded = fold_word(low)
            before = first.setdefault(folded, match)
            if low.rstrip("s") != before.group().lower().rstrip("s"):
                message = f"One quotation spells a word in two ways: “{before.group()}” and “{match.group()}”."
                if folded not in told:
                    yield Finding(kind="spelling", spans=(Span(*before.span()), Span(*match.span())), message=message)
                told.add(folded)
                break


def _hyphens(document: Document) -> Iterator[Finding]:
    """A name written with a hyphen in one place and with a space in another."""
    text = document.text
    seen: set[str] = set()
    for match in _HYPHENED.finditer(text):
        name = match.group()
        if name in seen:
            continue
        seen.add(name)
        spaced = re.search(rf"\b{re.escape(name).replace(re.escape('-'), ' ')}\b", text)
        if spaced is not None:
            message = f"One name is written in two ways: “{name}” and “{spaced.group()}”."
            spans = tuple(sorted((Span(*match.span()), Span(*spaced.span()))))
            yield Finding(kind="name", spans=spans, message=message)


def _letters(document: Document) -> Iterator[Finding]:
    """A person's name with one letter more, fewer or other in one place, where all else of it is the same."""
    first: dict[str, re.Match[str]] = {}
    for match in _PERSON.finditer(document.text):
        first.setdefault(match.group(), match)
    by_given: dict[str, list[str]] = {}
    for name in first:
        given, _, family = name.partition(" ")
        if given in ("The", "This", "That"):
            continue
        for other in by_given.setdefault(given, []):
            if _one_letter(other.partition(" ")[2], family):
                spans = tuple(sorted(Span(*first[n].span()) for n in (other, name)))
                message = f"One name may be written in two ways: “{spans[0].of(document.text)}” and “{spans[1].of(document.text)}”."
                yield Finding(kind="name", spans=spans, message=message)
        by_given[given].append(name)


def _one_letter(one: str, other: str) -> bool:
    """Whether two names of five letters or more differ in one letter inside them: an ending makes another word."""
    short, long = sorted((one, other), key=len)
    if len(short) < 5 or short[0] != long[0] or short[-1] != long[-1]:
        return False
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at:] == long[at + 1 :] or (len(short) == len(long) and short[at + 1 :] == long[at + 1 :])


def _numbering(sections: Sequence[Section], text: str) -> Iterator[Finding]:
    """Numbered sections whose markers are set in two ways: some may come from another text."""
    styles: dict[str, Section] = {}
    for section in sections:
        style = _STYLE.search(section.marker or "")
        if style is not None and re.match(r"\W*\d", section.marker or ""):
            styles.setdefault(style.group().strip(), section)
    if len(styles) > 1:
        first, second = list(styles.values())[:2]
        spans = tuple(Span(s.span.start, min(s.span.end, s.span.start + len(s.marker or ""))) for s in (first, second))
        message = f"Sections are numbered in two ways: “{first.marker}” and “{second.marker}”."
        yield Finding(kind="numbering", spans=spans, message=message)


# Telling with nobody who tells: "it was reported", "is said to", "allegedly".
_HEARSAY = re.compile(
    r"\b(?:reported|said|stated|announced|claimed|alleged|rumou?red|told|revealed|disclosed|confirmed|believed|understood|"
    r"reportedly|allegedly|supposedly|rumou?r)\b",
    re.IGNORECASE,
)


def _unsourced(
    document: Document, attributions: Sequence[Attribution], citations: Sequence[Citation]
) -> Iterator[Finding]:
    """Words in marks, or a report in the passive, for which the document names no speaker, outlet or citation."""
    text = document.text
    ends = sorted(c.span.start for c in citations)
    for attribution in attributions:
        if attribution.parent is not None or attribution.found_by == "rules:echo":
            continue
        words = " ".join(s.of(text) for s in attribution.content).split()
        source = " ".join(" ".join(s.of(text) for s in attribution.source).split())
        end = attribution.content[-1].end
        at = bisect_left(ends, attribution.content[0].start)
        if at < len(ends) and ends[at] - end < 40:
            continue
        span = (Span(attribution.content[0].start, end),)
        if source:
            if attribution.kind != "indirect" and (is_unnamed(source) or _NO_OUTLET.match(source)):
                yield Finding(kind="source", spans=span, message=f"“{source}” names nobody.")
        elif (
            attribution.kind == "indirect"
            and len(words) > 2
            and _HEARSAY.search(" ".join(c.of(text) for c in attribution.cue))
        ):
            yield Finding(kind="source", spans=span, message="This report names no speaker or outlet.")
        elif attribution.kind == "direct" and len(words) >= _LEAST_WORDS and not document.turns:
            yield Finding(kind="source", spans=span, message="This quotation names no speaker, outlet or date.")
