"""All dates of a document: absolute ones, and those that lean on the text: "14 December", "on Wednesday", "yesterday"."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, timedelta

from sayso.model import Document, Span, When
from sayso.text.dates import MONTH_NAME, find_absolute_dates, month_of

__all__ = ["find_dates"]

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEARLESS = re.compile(
    rf"(?<![\w./-])(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{MONTH_NAME})|(?P<month2>{MONTH_NAME})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)"
    rf"(?![\w]|\s*[-–]?\s*\d|,\s*\d{{4}})"
)
_WEEKDAY = re.compile(
    r"\b(?:on|last|this|by|since|until|late|early)\s+(?P<name>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_RELATIVE = re.compile(r"\b(?P<word>yesterday|the day before yesterday)\b", re.IGNORECASE)


def find_dates(document: Document) -> tuple[When, ...]:
    """The dates of a document in order; one that leans on another is given only as precisely as the two allow.

    "on Wednesday" is the last Wednesday up to the nearest full date before it, or up to the day of publication.
    """
    text = document.text
    found = find_absolute_dates(text)
    anchors = [(w.span.start, date.fromisoformat(w.edtf)) for w in found if re.fullmatch(r"\d{4}-\d\d-\d\d", w.edtf)]
    furniture = [b.span for b in document.blocks if b.kind == "furniture"]
    anchors = [(at, day) for at, day in anchors if not any(f.start <= at < f.end for f in furniture)]
    published = _day(document.origin.published)
    taken = [w.span for w in found]
    extra = []
    for match in _YEARLESS.finditer(text):
        month = month_of(match["month"] or match["month2"])
        anchor = _anchor(anchors, match.start(), published)
        day = _nearest(anchor, month or 0, int(match["day"] or match["day2"])) if anchor else None
        if day is not None:
            extra.append(_of_day(Span(*match.span()), day, "year from the text around it"))
    for match in _WEEKDAY.finditer(text):
        anchor = _anchor(anchors, match.start(), published)
        if anchor is not None:
            back = (anchor.weekday() - _WEEKDAYS.index(match["name"].lower())) % 7
            extra.append(
                _of_day(Span(*match.span("name")), anchor - timedelta(days=back), "weekday up to the nearest date")
            )
    if published is not None:
        for match in _RELATIVE.finditer(text):
            back = 1 if match["word"].lower() == "yesterday" else 2
            extra.append(_of_day(Span(*match.span()), published - timedelta(days=back), "relative to publication"))
    starts = [s.start for s in taken]
    for when in extra:
        at = bisect_left(starts, when.span.end)
        if not any(s.overlaps(when.span) for s in taken[max(0, at - 2) : at + 1]):
            found.append(when)
    return tuple(sorted(found, key=lambda w: w.span))


def _day(edtf: str | None) -> date | None:
    try:
        return date.fromisoformat(edtf or "")
    except ValueError:
        return None


def _anchor(anchors: list[tuple[int, date]], at: int, published: date | None) -> date | None:
    """The full date that stands last before a place, or the day of publication."""
    before = bisect_left(anchors, (at, date.min))
    return anchors[before - 1][1] if before else published


def _nearest(anchor: date, month: int, day: int) -> date | None:
    """The day and month in the year that brings it nearest to the anchor."""
    options = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        try:
            options.append(date(year, month, day))
        except ValueError:
            continue
    return min(options, key=lambda d: abs(d - anchor), default=None)


def _of_day(span: Span, when: date, rule: str) -> When:
    return When(
        span=span,
        edtf=when.isoformat(),
        calendar="gregorian",
        earliest=when.isoformat(),
        latest=when.isoformat(),
        rule=rule,
    )
