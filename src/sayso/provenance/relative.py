"""Dates told by their distance: "yesterday", "two weeks ago", "the following day", "last month"; never more exact than that.

What leans on the day of writing counts from the day of publication; what leans on a day told before ("the next day", "three
days later") counts from the last full date. Words in quotation marks lean on a day that the document does not give.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from sayso.model import Span, When
from sayso.text.dates import MONTH_NAME, month_of

__all__ = ["PATTERNS", "distance_date"]

_NUMBERS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split()
    )
} | {"a": 1, "an": 1}
_COUNT = r"(?P<count>an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|\d{1,3})"
_UNIT = r"(?P<unit>day|week|month|year)s?"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

# (from what, pattern): "now" the day of publication, "then" the last full date before, "next" the full date right after.
PATTERNS: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (name, anchor, re.compile(pattern, re.IGNORECASE))
    for name, anchor, pattern in (
        ("before yesterday", "now", r"\bthe day before yesterday\b"),
        ("after tomorrow", "now", r"\bthe day after tomorrow\b"),
        ("yesterday", "now", r"\byesterday\b"),
        ("tomorrow", "now", r"\btomorrow\b"),
        ("today", "now", r"\b(?:earlier today|later today|today|tonight|this (?:morning|afternoon|evening))\b"),
        ("ago", "now", rf"\b{_COUNT}\s+{_UNIT}\s+ago\b"),
        ("beside", "next", rf"\b{_COUNT}\s+{_UNIT}\s+(?P<side>before|after)\s+(?:on\s+)?$"),
        ("beside day", "next", r"\bthe day (?P<side>before|after)\s+$"),
        ("later", "then", rf"\b{_COUNT}\s+{_UNIT}\s+(?P<side>later|earlier|afterwards)\b"),
        ("following", "then", r"\b(?:the (?P<after>following|next)|the (?P<before>previous)) day\b|\bthe day (?P<before2>before)\b(?=\s+that\b|[.,;:)])|\bthe day (?P<after2>after)\b(?!\s+(?:tomorrow|\w+\s+\d|\d))"),
        ("same", "then", r"\b(?:that|the same|that (?:very|same)) (?P<unit>day|month|year)\b"),
        ("month of year", "now", rf"\b(?P<month>{MONTH_NAME})\s+(?P<which>last|this|next)\s+year\b"),
        ("weekday", "now", r"\b(?P<which>last|next|past)\s+(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"),
        ("period", "now", r"\b(?P<which>last|this|next)\s+(?P<unit>week|month|year)\b(?!['’]s)"),
    )
)  # fmt: skip


def distance_date(name: str, match: re.Match[str], anchor: date) -> When | None:
    """The date a match names, counted from its anchor; None where it would fall outside the calendar."""
    try:
        return _read(name, match, anchor)
    except (ValueError, OverflowError):
        return None


def _read(name: str, match: re.Match[str], anchor: date) -> When | None:
    groups = match.groupdict()
    span = Span(*match.span())
    if name in ("yesterday", "before yesterday", "tomorrow", "after tomorrow", "today"):
        days = {"yesterday": -1, "before yesterday": -2, "tomorrow": 1, "after tomorrow": 2, "today": 0}[name]
        return _day(span, anchor + timedelta(days=days), "relative to publication")
    if name in ("ago", "beside", "later"):
        count = groups["count"].lower()
        number = int(count) if count.isdigit() else _NUMBERS[count]
        back = name == "ago" or groups.get("side") in ("before", "earlier")
        rule = (
            "counted from publication"
            if name == "ago"
            else "counted from the date beside it"
            if name == "beside"
            else "counted from the last date"
        )
        return _counted(span, anchor, -number if back else number, groups["unit"].lower(), rule)
    if name == "beside day":
        return _day(
            span,
            anchor + timedelta(days=-1 if groups["side"].lower() == "before" else 1),
            "counted from the date beside it",
        )
    if name == "following":
        return _day(
            span,
            anchor + timedelta(days=-1 if groups["before"] or groups["before2"] else 1),
            "counted from the last date",
        )
    if name == "same":
        return _period(span, anchor, groups["unit"].lower(), 0, "the last date's own")
    if name == "weekday":
        wanted = _WEEKDAYS.index(groups["weekday"].lower())
        ahead = groups["which"].lower() == "next"
        apart = (wanted - anchor.weekday()) % 7 or 7
        return _day(
            span,
            anchor + timedelta(days=apart if ahead else apart - 7 if apart < 7 else -7),
            "weekday counted from publication",
        )
    if name == "month of year":
        year = anchor.year + {"last": -1, "this": 0, "next": 1}[groups["which"].lower()]
        return _period(
            span, date(year, month_of(groups["month"].title()) or 1, 1), "month", 0, "year counted from publication"
        )
    step = {"last": -1, "this": 0, "next": 1}[groups["which"].lower()]
    return _period(span, anchor, groups["unit"].lower(), step, "counted from publication")


def _counted(span: Span, anchor: date, number: int, unit: str, rule: str) -> When:
    if unit == "day":
        return _day(span, anchor + timedelta(days=number), rule)
    if unit == "week":
        # "Two weeks ago" is a day give or take some.
        middle = anchor + timedelta(days=7 * number)
        return When(
            span=span, edtf=f"{middle.isoformat()}~", calendar="gregorian", earliest=(middle - timedelta(days=3)).isoformat(),
            latest=(middle + timedelta(days=3)).isoformat(), rule=rule,
        )  # fmt: skip
    whole = _period(span, anchor, unit, number, rule)
    return When(
        span=span, edtf=f"{whole.edtf}~", calendar="gregorian", earliest=whole.earliest, latest=whole.latest, rule=rule
    )


def _period(span: Span, anchor: date, unit: str, step: int, rule: str) -> When:
    """The week, month or year that lies so many steps from the anchor's."""
    if unit == "day":
        return _day(span, anchor, rule)
    if unit == "week":
        first = anchor - timedelta(days=anchor.weekday()) + timedelta(days=7 * step)
        last = first + timedelta(days=6)
        edtf = f"{first}/{last}"
    elif unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + step
        first = date(months // 12, months % 12 + 1, 1)
        following = months + 1
        last = date(following // 12, following % 12 + 1, 1) - timedelta(days=1)
        edtf = f"{first:%Y-%m}"
    else:
        first, last = date(anchor.year + step, 1, 1), date(anchor.year + step, 12, 31)
        edtf = f"{first:%Y}"
    return When(
        span=span, edtf=edtf, calendar="gregorian", earliest=first.isoformat(), latest=last.isoformat(), rule=rule
    )


def _day(span: Span, when: date, rule: str) -> When:
    day = when.isoformat()
    return When(span=span, edtf=day, calendar="gregorian", earliest=day, latest=day, rule=rule)
