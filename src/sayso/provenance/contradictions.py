"""What a document says in two ways: a quotation given twice differently, a weekday that its date does not have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from sayso.model import Attribution, Citation, Document, Finding, Quotation, Span, When
from sayso.provenance.slips import find_slips
from sayso.text.folding import tokenize

__all__ = ["find_contradictions"]

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)}),?\s+$")
_JOINT = re.compile(r"^\s*(?:\||/|,?\s*(?:corresponding to|that is,?(?: on)?|i\.e\.,?|=|\())\s*$")


def find_contradictions(
    document: Document,
    quotations: Sequence[Quotation],
    attributions: Sequence[Attribution],
    dates: Sequence[When],
    citations: Sequence[Citation],
) -> tuple[Finding, ...]:
    """The contradictions inside one document, each with both places and a neutral sentence."""
    text = document.text
    found = [*_weekdays(text, dates), *_dual(text, dates), *_twice(text, quotations)]
    found += find_slips(document, quotations, attributions, citations)
    found += [
        Finding(kind="citation", spans=(c.span,), message=f"A citation has a fault: {'; '.join(c.faults)}.")
        for c in citations
        if c.faults
    ]
    return tuple(sorted(found, key=lambda f: f.spans[0]))


def _weekdays(text: str, dates: Sequence[When]) -> list[Finding]:
    found = []
    for when in dates:
        named = _WEEKDAY.search(text, max(0, when.span.start - 14), when.span.start)
        if named is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", when.edtf):
            continue
        days = {
            _WEEKDAYS[date.fromisoformat(d).weekday()]
            for d in (when.edtf, *((when.earliest, when.latest) if when.calendar == "hijri" else ()))
        }
        if named[1] not in days:
            real = _WEEKDAYS[date.fromisoformat(when.edtf).weekday()]
            span = Span(named.start(1), when.span.end)
            found.append(Finding(kind="weekday", spans=(span,), message=f"The date is a {real}, not a {named[1]}."))
    return found


def _dual(text: str, dates: Sequence[When]) -> list[Finding]:
    """A day given in two calendars, where neither a day more nor a day less brings them together."""
    found = []
    for one, other in pairwise(dates):
        if {one.calendar, other.calendar} != {"hijri", "gregorian"} or not _JOINT.match(
            text[one.span.end : other.span.start]
        ):
            continue
        if not (re.fullmatch(r"\d{4}-\d\d-\d\d", one.edtf) and re.fullmatch(r"\d{4}-\d\d-\d\d", other.edtf)):
            continue
        if other.latest < one.earliest or one.latest < other.earliest:
            message = f"The two calendars name different days: {one.edtf} and {other.edtf}."
            found.append(Finding(kind="calendars", spans=(one.span, other.span), message=message))
    return found


def _twice(text: str, quotations: Sequence[Quotation]) -> list[Finding]:
    """Two quotations of eight words or more that are the same but for some words."""
    from rapidfuzz.distance import Indel

    long = [(q, tokenize(q.span.of(text)).keys.tolist()) for q in quotations if q.role in ("statement", "echo")]
    long = [(q, keys) for q, keys in long if len(keys) >= 8]
    by_key: dict[int, list[int]] = {}
    for i, (_, keys) in enumerate(long):
        for key in set(keys):
            by_key.setdefault(key, []).append(i)
    pairs: dict[tuple[int, int], int] = {}
    for places in by_key.values():
        if len(places) > 20:
            continue
        for n, a in enumerate(places):
            for b in places[n + 1 :]:
                pairs[a, b] = pairs.get((a, b), 0) + 1
    found = []
    for (a, b), shared in sorted(pairs.items()):
        one, other = long[a][1], long[b][1]
        if (
            long[a][0].span.overlaps(long[b][0].span)
            or shared * 2 < min(len(set(one)), len(set(other)))
            or one == other
        ):
            continue
        if Indel.normalized_similarity(one, other) >= 0.8:
            spans = (long[a][0].span, long[b][0].span)
            found.append(Finding(kind="quotation", spans=spans, message="The same quotation is given in two wordings."))
    return found
