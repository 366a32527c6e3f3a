"""All dates of a document: absolute ones, and those that lean on the text: "14 December", "on Wednesday", "yesterday"."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta

import msgspec

from sayso.model import Document, Span, When
from sayso.provenance.relative import PATTERNS, distance_date
from sayso.text import hijri
from sayso.text.dates import MONTH_NAME, find_absolute_dates, month_of
from sayso.text.marks import pair_marks

__all__ = ["find_dates"]

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEARLESS = re.compile(
    rf"(?<![\w./-])(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{MONTH_NAME})|(?P<month2>{MONTH_NAME})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)"
    rf"(?![\w]|\s*[-–]?\s*\d|,\s*\d{{4}})"
)
_YEARLESS_HIJRI = re.compile(
    rf"(?<![\w./-])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{hijri.MONTH_PATTERN})(?!\w|[\s,]+\d{{2,4}})",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?:[Oo]n|[Ll]ast|[Tt]his|[Bb]y|[Ss]ince|[Uu]ntil|[Ll]ate|[Ee]arly)\s+(?P<name>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
# "in November", "since February": a month of the year that brings it nearest; not "May" where somebody is called so.
_MONTH = re.compile(
    rf"\b(?P<how>[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Dd]uring|[Ff]rom|[Ll]ast|[Nn]ext|[Ee]arly|[Ll]ate|[Mm]id-?)\s?(?P<month>{MONTH_NAME})\b"
    rf"(?!\.?\s*[-–/]?\s*(?:\d|of\b|last\b|this\b|next\b|Madness)|,\s*\d)"
)
_CALLED_MAY = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord|Minister|Secretary|President|Prime)\.? May\b|\bMay[’']s\b|\bMay (?:said|says|told|has|had|was|is)\b"
)
_HAPPENED = re.compile(
    r"\b(?:\w{2,}ed|was|were|had|has|told|said|wrote|left|began|came|went|took|made|gave|met|held|saw|sent|won|lost|fell|rose|will|would|due|to)\b"
)
_IN_NAME = re.compile(r"[A-Z][\w’'-]*[ \t]$")
# A date further from publication than this belongs to what the document looks back on.
_LONG_AGO = timedelta(days=366)
# A weekday that leans on no date of its paragraph is one before publication, in a text that tells of the weeks before it.
_RECENT = timedelta(days=31)
_WEEK = timedelta(days=7)
_HALF_A_YEAR = timedelta(days=183)
# "his column of 3 November", "a report dated 3 November".
_PIECE_OF = re.compile(
    r"\b(?:column|report|article|letter|post|statement|speech|interview|sermon|memo|circular|release|survey)\s+(?:of|dated|from)\s+$"
)
_STOP = re.compile(r"[.!?][”\"’)]*\s+(?=\W*[A-Z])")
# "She will speak on Friday": a day to come.
_SPAN = 90
_AHEAD = re.compile(
    r"\b(?:will|would|(?:is|are|was|were)\s+(?:to|due|expected|scheduled|set)\b|(?:plans?|intends?|promised|vowed)\s+to)\b(?!\s+have\b)[^.,;:!?“”\"\n]{0,80}$"
)
_AND = re.compile(r"^\s*(?:,|and|or|&)\s+(?:on\s+)?$")
_BESIDE = re.compile(r",?\s+(?:the\s+)?$")
_YEARLESS_RANGE = re.compile(
    rf"(?<![\w./-])(?:(?P<month>{MONTH_NAME})\s+(?P<day>\d{{1,2}})\s?[-–—]\s?(?P<last>\d{{1,2}})|(?P<day2>\d{{1,2}})\s?[-–—]\s?(?P<last2>\d{{1,2}})\s+(?P<month2>{MONTH_NAME}))"
    rf"(?!\w|[-–/]\d|,?\s+\d{{4}})"
)


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
    quoted = _quoted(document)
    extra = []
    nearest = _Anchors(text, anchors, published).of
    # A day without a year leans on a month told before as well: "In August 2022 ... on 30 August".
    middles = [
        (w.span.start, date.fromisoformat(f"{w.edtf}-15"))
        for w in found
        if re.fullmatch(r"\d{4}-(?:0\d|1[0-2])", w.edtf)
    ]
    near_month = _Anchors(text, anchors, published, middles).of
    for match in _YEARLESS_RANGE.finditer(text):
        extra += _yearless_range(match, near_month(match.start()))
    for match in _YEARLESS.finditer(text):
        month = month_of(match["month"] or match["month2"])
        anchor = _joined(text, found, match.end()) or near_month(match.start())
        day = _nearest(anchor, month or 0, int(match["day"] or match["day2"])) if anchor else None
        before = text[max(0, match.start() - _SPAN) : match.start()]
        if day is not None and published is not None and day > published and _PIECE_OF.search(before):
            # What has appeared did so before publication.
            day = _nearest(published - _HALF_A_YEAR, month or 0, day.day) or day
        if day is not None:
            extra.append(_of_day(Span(*match.span()), day, "year from the text around it"))
    if any(w.calendar == "hijri" for w in found):
        for match in _YEARLESS_HIJRI.finditer(text):
            extra += _nearest_hijri(match, nearest(match.start()))
    for match in _WEEKDAY.finditer(text):
        anchor = _weekday_from(text, match.start(), nearest(match.start()), anchors, published)
        if anchor is not None and not _names_a_date(text, match.end("name"), taken):
            back = (anchor.weekday() - _WEEKDAYS.index(match["name"].lower())) % 7
            ahead = _AHEAD.search(text, max(0, match.start() - _SPAN), match.start()) is not None
            day = anchor + timedelta(days=7 - back) if ahead else anchor - timedelta(days=back)
            rule = "weekday after the nearest date" if ahead else "weekday up to the nearest date"
            extra.append(_of_day(Span(*match.span("name")), day, rule))
    extra += _months(text, quoted, near_month, published)
    told = [(w.span.start, day) for w in extra if (day := _day(w.edtf)) is not None]
    extra = _by_distance(text, found, sorted(anchors + told), published, quoted) + extra
    for when in extra:
        at = bisect_left(taken, when.span)
        if not any(s.overlaps(when.span) for s in taken[max(0, at - 2) : at + 2]):
            insort(taken, when.span)
            found.append(when)
    return tuple(sorted(found, key=lambda w: w.span))


def _nearest_hijri(match: re.Match[str], anchor: date | None) -> list[When]:
    """ "8 Rabi al-Thani" in the Hijri year that brings it nearest to the anchor."""
    month = hijri.month_number(match["month"])
    if anchor is None or month is None:
        return []
    about = (anchor.year - 622) * 33 // 32
    days = (hijri.to_gregorian(year, month, int(match["day"])) for year in range(about - 1, about + 3))
    day = min((found[0] for found in days if found is not None), key=lambda d: abs(d - anchor), default=None)
    if day is None:
        return []
    one = timedelta(days=1)
    return [
        When(
            span=Span(*match.span()),
            edtf=day.isoformat(),
            calendar="hijri",
            earliest=(day - one).isoformat(),
            latest=(day + one).isoformat(),
            rule="year from the text around it",
        )
    ]


def _weekday_from(
    text: str, at: int, nearest: date | None, anchors: list[tuple[int, date]], published: date | None
) -> date | None:
    """The day up to which a weekday counts: a full date in its own paragraph, or the day of publication where that is near."""
    if published is None or nearest is None or not timedelta() <= published - nearest <= _RECENT:
        return nearest
    before = bisect_left(anchors, (at, date.min))
    place = anchors[before - 1][0] if before else -1
    if place < text.rfind("\n\n", 0, at) or place < 0:
        return published
    # "On 12 March it met. On Sunday it replied": another sentence goes on to a later day, where that was published by then.
    gone_on = published - nearest <= _WEEK and _STOP.search(text, place, at + 1) is not None
    return published if gone_on else nearest


def _joined(text: str, found: list[When], at: int) -> date | None:
    """The full date that shares its year with the one before: "28 February and 3 March 2022"."""
    following = next((w for w in found if w.span.start >= at), None)
    if following is None or not _AND.match(text[at : following.span.start]):
        return None
    return _day(following.edtf)


def _quoted(document: Document) -> list[Span]:
    """The stretches inside quotation marks."""
    paragraphs = [b.span for b in document.blocks if b.kind != "furniture"]
    return [m.inner for m in pair_marks(document.text, paragraphs) if m.depth == 0]


def _names_a_date(text: str, at: int, taken: list[Span]) -> bool:
    """Whether a full date stands right behind a weekday: "on Thursday, 5 May 2022" is one date."""
    following = bisect_left(taken, Span(at, at))
    return following < len(taken) and bool(_BESIDE.match(text[at : taken[following].start]))


def _by_distance(
    text: str, found: list[When], anchors: list[tuple[int, date]], published: date | None, quoted: list[Span]
) -> list[When]:
    """Dates told by their distance from the day of publication, from the last full date, or from the one beside them."""
    out: list[When] = []
    starts = [q.start for q in quoted]
    for name, kind, pattern in PATTERNS:
        if kind == "next":
            for when in found:
                own = date.fromisoformat(when.edtf) if re.fullmatch(r"\d{4}-\d\d-\d\d", when.edtf) else None
                match = pattern.search(text, max(0, when.span.start - 60), when.span.start) if own else None
                if own is not None and match is not None:
                    read = distance_date(name, match, own)
                    trimmed = Span(match.start(), match.start() + len(match.group().rstrip()))
                    out += [msgspec.structs.replace(read, span=trimmed)] if read else []
            continue
        for match in pattern.finditer(text):
            inside = bisect_left(starts, match.start()) - 1
            if inside >= 0 and quoted[inside].end > match.start():
                continue
            if match.group()[0].isupper() and _IN_NAME.search(text, max(0, match.start() - 30), match.start()):
                continue  # "the newspaper Orsa Today"
            before = bisect_left(anchors, (match.start(), date.min))
            anchor = published if kind == "now" else anchors[before - 1][1] if before else None
            read = distance_date(name, match, anchor) if anchor is not None else None
            out += [read] if read is not None else []
    return out


def _yearless_range(match: re.Match[str], anchor: date | None) -> list[When]:
    """ "December 10-18" in the year that brings it nearest."""
    month = month_of(match["month"] or match["month2"]) or 0
    first = _nearest(anchor, month, int(match["day"] or match["day2"])) if anchor else None
    if first is None:
        return []
    try:
        last = first.replace(day=int(match["last"] or match["last2"]))
    except ValueError:
        return []
    if last <= first:
        return []
    edtf, rule = f"{first}/{last}", "year from the text around it"
    return [
        When(
            span=Span(*match.span()), edtf=edtf, calendar="gregorian", earliest=str(first), latest=str(last), rule=rule
        )
    ]


def _day(edtf: str | None) -> date | None:
    try:
        return date.fromisoformat(edtf or "")
    except ValueError:
        return None


class _Anchors:
    """The full dates of a text, for those that lean on one: the last before a place, or the day of publication.

    A document that mostly tells of the days round its publication may look back: a date of long before serves its paragraph.
    """

    def __init__(
        self,
        text: str,
        anchors: list[tuple[int, date]],
        published: date | None,
        months: Sequence[tuple[int, date]] = (),
    ) -> None:
        self._text = text
        self._all = sorted([*anchors, *months])
        self._published = published
        near = [(at, day) for at, day in anchors if published is not None and abs(day - published) <= _LONG_AGO]
        years = Counter(day.year for at, day in anchors if (at, day) not in near)
        mostly_near = published is not None and len(near) >= max(years.values(), default=0)
        self._near = (
            [a for a in self._all if published and abs(a[1] - published) <= _LONG_AGO] if mostly_near else self._all
        )

    def of(self, at: int) -> date | None:
        """The date that one without a year at a place leans on."""
        before = bisect_left(self._all, (at, date.min))
        if before and self._all[before - 1][0] >= self._text.rfind("\n\n", 0, at):
            return self._all[before - 1][1]
        before = bisect_left(self._near, (at, date.min))
        return self._near[before - 1][1] if before else self._published


def _months(text: str, quoted: list[Span], nearest: Callable[[int], date | None], published: date | None) -> list[When]:
    """Months without a year: "since February" is open towards the end, "last" and "next" lie before and after."""
    found = []
    starts = [q.start for q in quoted]
    named_may = _CALLED_MAY.search(text) is not None
    for match in _MONTH.finditer(text):
        month, how = month_of(match["month"]), match["how"].lower()
        anchor = published if published is not None and how in ("last", "next") else nearest(match.start())
        inside = bisect_left(starts, match.start()) - 1
        if inside >= 0 and quoted[inside].end > match.start():
            continue
        if anchor is None or month is None or (month == 5 and named_may):
            continue
        if how in ("in", "by", "during") and not _HAPPENED.search(_line(text, match.start())):
            continue  # "In March they march": every year's
        apart = (month - anchor.month) % 12
        back = how in ("last", "since") or (how != "next" and apart > 6)
        step = (
            apart - 12
            if back and apart
            else (apart or 12)
            if how == "next"
            else -12
            if how == "last" and not apart
            else apart
        )
        months = anchor.year * 12 + anchor.month - 1 + step
        first = date(months // 12, months % 12 + 1, 1)
        last = date((months + 1) // 12, (months + 1) % 12 + 1, 1) - timedelta(days=1)
        since = how == "since"
        found.append(
            When(
                span=Span(*match.span("month")),
                edtf=f"{first:%Y-%m}" + ("/.." if since else ""),
                calendar="gregorian",
                earliest=first.isoformat(),
                latest=".." if since else last.isoformat(),
                rule="year from the text around it",
            )
        )
    return found


def _line(text: str, at: int) -> str:
    """What stands near a place, up to the stops round it."""
    begin = max(text.rfind(sign, max(0, at - 300), at) for sign in ".;\n") + 1
    stops = [end for sign in ".;\n" if (end := text.find(sign, at, at + 300)) >= 0]
    return text[max(begin, at - 300) : min(stops, default=at + 300)]


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
