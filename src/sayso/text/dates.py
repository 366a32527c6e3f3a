"""Absolute dates in a text: Gregorian in the orders people write, Hijri in their many spellings; precision never invented.

Dates that lean on the text around them ("on Wednesday", "14 December" without a year) are read by
`sayso.provenance.dates`, which stands on this.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from sayso.model import Span, When
from sayso.text import hijri

__all__ = ["MONTHS", "MONTH_NAME", "find_absolute_dates", "month_of"]

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
MONTH_NAME = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|Jun(?:e|\.)?|Jul(?:y|\.)?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_ARABIC_MONTHS = {
    "يناير": 1, "كانون الثاني": 1, "فبراير": 2, "شباط": 2, "مارس": 3, "آذار": 3, "أبريل": 4, "إبريل": 4, "نيسان": 4,
    "مايو": 5, "أيار": 5, "يونيو": 6, "حزيران": 6, "يوليو": 7, "تموز": 7, "أغسطس": 8, "آب": 8, "سبتمبر": 9,
    "أيلول": 9, "أكتوبر": 10, "تشرين الأول": 10, "نوفمبر": 11, "تشرين الثاني": 11, "ديسمبر": 12, "كانون الأول": 12,
}  # fmt: skip
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_ERA = r"(?:\s*(?:CE|AD|A\.D\.|C\.E\.|م))?"
_AR_MONTH = "|".join(_ARABIC_MONTHS)

# In order of trust: a stretch read by one pattern is not read again by a later one.
_PATTERNS: tuple[tuple[str, str, int], ...] = (
    ("hijri", rf"(?<!\w){_DAY}(?:\s+of)?[\s,]+(?P<hijri>{hijri.MONTH_PATTERN})[\s,]+(?P<year>\d{{2,4}})(?:\s*(?:AH|A\.H\.|H\b|هـ|ه\b))?", re.I),
    ("hijri month first", rf"(?<!\w)(?P<hijri>{hijri.MONTH_PATTERN})\s+{_DAY},?\s+(?P<year>1[0-5]\d\d)(?:\s*(?:AH|A\.H\.|هـ))?", re.I),
    ("hijri month", rf"(?<!\w)(?P<hijri>{hijri.MONTH_PATTERN})[\s,]+(?P<year>1[0-5]\d\d)(?:\s*(?:AH|A\.H\.|هـ))?(?!\w)", re.I),
    ("day range", rf"(?<!\w)(?P<day>\d{{1,2}})\s?[-–—]\s?(?P<day2>\d{{1,2}})\s+(?P<month>{MONTH_NAME}),?\s+{_YEAR}(?!\d)", 0),
    ("day range, month first", rf"(?<!\w)(?P<month>{MONTH_NAME})\s+(?P<day>\d{{1,2}})\s?[-–—]\s?(?P<day2>\d{{1,2}}),?\s+{_YEAR}(?!\d)", 0),
    ("day to day", rf"(?<![\w.])(?P<between>(?<=[Bb]etween ))?{_DAY}(?:\s+of)?\s+(?P<month>{MONTH_NAME})\s*(?:[-–—]|to|until|till|through|(?(between)and|to))\s*(?P<day3>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month3>{MONTH_NAME}),?\s+{_YEAR}(?!\d)", 0),
    ("day to day, month first", rf"(?<!\w)(?P<between>(?<=[Bb]etween ))?(?P<month>{MONTH_NAME})\s+{_DAY}\s*(?:[-–—]|to|until|till|through|(?(between)and|to))\s*(?P<month3>{MONTH_NAME})\s+(?P<day3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d)", 0),
    ("month range", rf"(?<!\w)(?P<between>(?<=[Bb]etween ))?(?P<month>{MONTH_NAME})\s*(?:[-–—]|to|until|through|(?(between)and|to))\s*(?P<month3>{MONTH_NAME}),?\s+(?P<year>(?:1[5-9]|20)\d\d)(?!\d)", 0),
    ("day month year", rf"(?<![\w.]){_DAY}(?:\s+of)?[\s\-.]+(?P<month>{MONTH_NAME}|(?i:{_AR_MONTH}))[\s,\-./]+{_YEAR}(?!\d){_ERA}", 0),
    ("month day year", rf"(?<!\w)(?P<month>{MONTH_NAME})\s+{_DAY}(?:,\s*|\s+){_YEAR}(?!\d){_ERA}", 0),
    ("capitals", rf"(?<!\w)(?P<month>JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)\s+{_DAY},?\s+{_YEAR}(?!\d)", 0),
    ("year-month-day", rf"(?<![\w/.-]){_YEAR}(?P<sep>[-/.])(?P<m>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})(?![\d/-]|\.\d)", 0),
    ("numbers", r"(?<![\w/.-])(?<![Vv]ersion )(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d)(?![\d/-]|\.\d)", 0),
    ("month year", rf"(?<!\w)(?<!\d\s)(?:(?i:early|mid|late)[\s-])?(?P<month>{MONTH_NAME}|{_AR_MONTH})(?:\s+of)?,?\s+(?P<year>(?:1[5-9]|20)\d\d)(?!\d|\s?[-–]\s?\d){_ERA}", 0),
    ("quarter", r"(?<!\w)(?:Q(?P<quarter>[1-4])|(?P<ordinal>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)[\s-]quarter(?:\s+of)?)[\s,]+(?P<year>(?:19|20)\d\d)(?!\w)", 0),
    ("century", r"(?<!\w)(?P<year>\d{1,2})(?:st|nd|rd|th)[\s-]century(?!\w)(?!\s+B)", 0),
    ("before our era", r"(?<!\w)(?P<year>\d{1,4})\s+(?:BC|BCE|B\.C\.E?\.?)(?!\w)", 0),
    ("of our era", r"(?<!\w)(?:AD|A\.D\.)\s+(?P<year>\d{1,4})(?!\w)", 0),
    ("years from to", r"(?<=[Ff]rom )(?P<year>(?:1[5-9]|20)\d\d)\s+(?:to|until|till|through)\s+(?P<year2>(?:1[5-9]|20)\d\d)(?!\w)", 0),
    ("years between", r"(?<=[Bb]etween )(?P<year>(?:1[5-9]|20)\d\d)\s+and\s+(?P<year2>(?:1[5-9]|20)\d\d)(?!\w)", 0),
    ("year range", r"(?<![\w/.,$£€-])(?P<year>(?:1[5-9]|20)\d\d)\s?[-–—]\s?(?P<year2>(?:1[5-9]|20)\d\d)(?![\w/]|-\d|\.\d)", 0),
    ("decade", r"(?<!\w)(?P<year>(?:1[5-9]|20)\d0)['’]?s(?!\w)", 0),
    ("part of year", r"(?<!\w)(?P<part>(?:early|mid|late)[\s-]|(?:spring|summer|autumn|fall|winter)(?:\s+of)?\s)(?P<year>(?:1[5-9]|20)\d\d)(?!\w)", re.I),
    ("open year", r"(?<!\w)(?P<open>[Ss]ince)\s+(?P<year>(?:1[5-9]|20)\d\d)(?![\w-]|[.,]\d)", 0),
    ("year", r"(?<!\w)(?:[Ii]n|[Dd]uring|[Bb]y|[Uu]ntil|[Tt]ill|[Ff]rom|[Bb]efore|[Aa]fter|[Oo]f|[Tt]hroughout|[Yy]ear)\s+(?P<year>(?:1[5-9]|20)\d\d)(?![\w/-]|[.,]\d)(?!\s+(?:people|men|women|crowns|dollars|tonnes|tons|miles|words))", 0),
    ("year of a paper", r"\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)\s+(?P<year>(?:1[5-9]|20)\d\d)(?=\s+(?:[a-z]+\s+){0,2}?(?:interview|study|survey|poll|speech|"
     r"report|book|memoir|letter|essay|article|paper|statement|lecture|documentary|election|census|agreement|treaty|edition)\b)", 0),
)  # fmt: skip

# Most texts hold nothing that most patterns need, which is seen sooner than that they do not match.
_DIGIT, _LATE_YEAR = re.compile(r"\d"), re.compile(r"(?:1\d|20)\d\d")
_NEED_LATE_YEAR = frozenset(
    (
        "hijri month first", "hijri month", "month range", "numbers", "month year", "quarter", "years from to", "years between",
        "year range", "decade", "part of year", "open year", "year", "year of a paper",
    )
)  # fmt: skip
_NEED_MONTH = frozenset(rule for rule, pattern, _ in _PATTERNS if "(?P<month>" in pattern)
_MONTH_BEGINS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH_SIGNS = (*_MONTH_BEGINS, *(name.upper() for name in _MONTH_BEGINS), *_ARABIC_MONTHS)


@cache
def _compiled(pattern: str, flags: int) -> re.Pattern[str]:
    """A pattern made when a text first needs it: to make them all takes longer than to read a short text."""
    return re.compile(pattern, flags)


def month_of(name: str) -> int | None:
    """The number of a Gregorian month's name, in full, shortened or Arabic: `month_of("Sept.") == 9`."""
    return MONTHS.get(name.lower().rstrip(".")) or _ARABIC_MONTHS.get(name)


def find_absolute_dates(text: str) -> list[When]:
    """The dates of `text` that need nothing beside them, in order; none overlaps another.

    `find_absolute_dates("on 08 Shawwal 1445 | 2024/04/17")` has two, both of 2024-04-17.
    """
    plain = text if text.isascii() else text.translate(_DIGITS)
    if not _DIGIT.search(plain):
        return []
    lacking = frozenset[str]() if _LATE_YEAR.search(plain) else _NEED_LATE_YEAR
    if not any(sign in plain for sign in _MONTH_SIGNS):
        lacking |= _NEED_MONTH
    taken = bytearray(len(text) + 1)
    found: list[When] = []
    # In "18/12/2023" the order of day and month is the one that the document's unambiguous dates have.
    month_first = _month_first(plain)
    for rule, pattern, flags in _PATTERNS:
        if rule in lacking:
            continue
        for match in _compiled(pattern, flags).finditer(plain):
            when = _read(rule, match, month_first)
            if when is not None and not any(taken[when.span.start : when.span.end]):
                taken[when.span.start : when.span.end] = b"\x01" * len(when.span)
                found.append(when)
    return sorted(found, key=lambda w: w.span)


def _month_first(text: str) -> bool | None:
    votes = 0
    for match in re.finditer(r"(?<![\d/.])(\d{1,2})/(\d{1,2})/(?:19|20)\d\d(?!\d)", text):
        first, second = int(match[1]), int(match[2])
        votes += (second > 12 >= first) - (first > 12 >= second)
    return None if votes == 0 else votes > 0


def _read(rule: str, match: re.Match[str], month_first: bool | None) -> When | None:
    """One match as a date, or None where it is none (a day the month does not have, an ambiguous order)."""
    groups = match.groupdict()
    span = Span(match.start(), match.end())
    year = int(groups["year"])
    if rule.startswith("hijri"):
        return _read_hijri(match, span, year)
    if groups.get("month"):
        month = month_of(groups["month"].title() if groups["month"].isupper() else groups["month"])
    elif groups.get("m"):
        month = int(groups["m"])
    else:
        month = None
    if rule == "numbers":
        first, second = int(groups["a"]), int(groups["b"])
        if first > 12 >= second or (second <= 12 and first <= 12 and (first == second or month_first is False)):
            month, day = second, first
        elif second > 12 >= first or (second <= 12 and first <= 12 and month_first):
            month, day = first, second
        elif groups["sep"] == ".":
            month, day = second, first
        else:
            return _bounds(span, f"{year:04d}", date(year, 1, 1), date(year, 12, 31), "order of day and month unclear")
        return _day(span, year, month, day, rule)
    if groups.get("month3"):
        return _between(span, year, month, groups, rule)
    if rule in ("quarter", "century", "before our era", "of our era"):
        return _era(span, year, groups, rule)
    if groups.get("day2"):
        first_day, last_day = _safe(year, month, int(groups["day"])), _safe(year, month, int(groups["day2"]))
        if first_day is None or last_day is None or last_day <= first_day:
            return None
        return _bounds(span, f"{first_day}/{last_day}", first_day, last_day, rule)
    if groups.get("day"):
        return _day(span, year, month, int(groups["day"]), rule)
    if month is not None:
        first_day = date(year, month, 1)
        following = date(year + month // 12, month % 12 + 1, 1)
        return _bounds(span, f"{year:04d}-{month:02d}", first_day, following - timedelta(days=1), rule)
    span = Span(match.start("year"), match.end())
    if groups.get("year2"):
        second_year = int(groups["year2"])
        if second_year <= year:
            return None
        return _bounds(span, f"{year:04d}/{second_year:04d}", date(year, 1, 1), date(second_year, 12, 31), rule)
    if rule == "decade":
        return _bounds(span, f"{year // 10}X", date(year, 1, 1), date(year + 9, 12, 31), rule)
    if rule == "open year":
        return When(
            span=span, edtf=f"{year:04d}/..", calendar="gregorian", earliest=f"{year:04d}-01-01", latest="..", rule=rule
        )
    if rule == "part of year":
        return _part(match, year)
    return _bounds(span, f"{year:04d}", date(year, 1, 1), date(year, 12, 31), rule)


def _between(span: Span, year: int, month: int | None, groups: dict[str, str], rule: str) -> When | None:
    """From one month, or day of a month, to another of the same year."""
    last_month = month_of(groups["month3"]) or 0
    if rule == "month range":
        if month is None or last_month <= month:
            return None
        end = date(year + last_month // 12, last_month % 12 + 1, 1) - timedelta(days=1)
        return _bounds(span, f"{year:04d}-{month:02d}/{year:04d}-{last_month:02d}", date(year, month, 1), end, rule)
    first, last = _safe(year, month, int(groups["day"])), _safe(year, last_month, int(groups["day3"]))
    if first is None or last is None:
        return None
    if last <= first:
        # "from 28 December to 3 January 2023" begins in the year before.
        first = _safe(year - 1, month, int(groups["day"])) or first
    return _bounds(span, f"{first}/{last}", first, last, rule)


def _era(span: Span, year: int, groups: dict[str, str], rule: str) -> When | None:
    """Quarters, centuries, and years far back, as EDTF writes them."""
    if rule == "quarter":
        number = int(groups["quarter"] or 1 + ("first", "second", "third", "fourth").index(groups["ordinal"].lower()))
        end = date(year + number // 4, number * 3 % 12 + 1, 1) - timedelta(days=1)
        return _bounds(span, f"{year:04d}-{32 + number}", date(year, number * 3 - 2, 1), end, rule)
    if rule == "century":
        if not 1 <= year <= 21:
            return None
        return _bounds(span, f"{year - 1:02d}XX", date((year - 1) * 100 + 1, 1, 1), date(year * 100, 12, 31), rule)
    if rule == "of our era":
        return _bounds(span, f"{year:04d}", date(year, 1, 1), date(year, 12, 31), rule) if year else None
    # The year before 1 is 0 in EDTF.
    edtf = f"-{year - 1:04d}" if year > 1 else "0000"
    return When(span=span, edtf=edtf, calendar="gregorian", earliest=f"{edtf}-01-01", latest=f"{edtf}-12-31", rule=rule)


def _part(match: re.Match[str], year: int) -> When:
    part = match["part"].lower().strip(" -\n").removesuffix(" of")
    codes = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
    edtf = f"{year:04d}-{codes[part]}" if part in codes else f"{year:04d}"
    return _bounds(Span(*match.span()), edtf, date(year, 1, 1), date(year, 12, 31), f"{part} part of a year")


def _safe(year: int, month: int | None, day: int) -> date | None:
    try:
        return date(year, month or 0, day)
    except ValueError:
        return None


def _day(span: Span, year: int, month: int | None, day: int, rule: str) -> When | None:
    found = _safe(year, month, day)
    return None if found is None else _bounds(span, found.isoformat(), found, found, rule)


def _bounds(span: Span, edtf: str, earliest: date, latest: date, rule: str) -> When:
    return When(
        span=span, edtf=edtf, calendar="gregorian", earliest=earliest.isoformat(), latest=latest.isoformat(), rule=rule
    )


def _read_hijri(match: re.Match[str], span: Span, year: int) -> When | None:
    month = hijri.month_number(match["hijri"])
    day = match.groupdict().get("day")
    if month is None or (year < 1000 and not match.group().rstrip().endswith(("AH", "A.H.", "هـ"))):
        return None
    first = hijri.to_gregorian(year, month, int(day) if day else 1)
    if first is None:
        return None
    when, rule = first
    one = timedelta(days=1)
    if day:
        earliest, latest, edtf = when - one, when + one, when.isoformat()
    else:
        earliest, latest = when - one, when + timedelta(days=30)
        edtf = f"{when.isoformat()}/{(when + timedelta(days=29)).isoformat()}"
    return When(
        span=span, edtf=edtf, calendar="hijri", earliest=earliest.isoformat(), latest=latest.isoformat(), rule=rule
    )
