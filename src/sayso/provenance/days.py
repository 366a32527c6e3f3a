"""On which day somebody spoke: the date that stands beside a source, a cue or a hand in the document's own words."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sayso.model import Attribution, Citation, Span, When
from sayso.provenance.asides import year_beside
from sayso.provenance.hands import HEARD, RELAY, Hand, key
from sayso.text.sentences import sentences

__all__ = ["REACH", "Days"]

# The subject again, behind one it quotes: "the Review, citing two aides, reported on 5 May".
_BACK = re.compile(r",\s+(?:has\s+|had\s+)?(?:report|said|says|stat|wrote|writ|announc|told)\w*", re.IGNORECASE)
_DATELINE = re.compile(r"[\W_]*[A-Z][A-Z.’' -]{2,40},[^.!?“”\"\n]{0,12}\.?[^!?“”\"\n]{0,60}?\s?(?:[—–]|\s-{1,2}\s)")
_IN_A_PIECE = re.compile(
    r"\b(?:in|on)\s+(?:his|her|its|their|an?|the)\s+(?:[\w-]+\s+){0,2}(?:column|article|post|letter|speech|interview|statement|sermon|report)"
    r"\s+(?:of|on|dated|from)\s+$"
)
REACH = 70
"""How far behind a name its date may stand, in characters."""
# "Rask, who visited the port on Monday, said": when she visited it.
_WHO_DID = re.compile(r",\s+(?:who|which|whose|whom)\b[^,.;:“”\"]*$")
_IT = re.compile(
    r"it|the\s+(?:statement|release|letter|report|post|article|circular|communiqu[eé]|memo)", re.IGNORECASE
)
_IN_IT = re.compile(r"\bin it\b", re.IGNORECASE)
_A_PAPER = re.compile(
    r"\b(?:an?|the|its|his|her|their)\s+(?:[\w-]+\s+){0,3}(?:statement|release|letter|report|post|article|circular|communiqu[eé]|memo|column|leaflet)\b",
    re.IGNORECASE,
)


class Days:
    """The dates of a document and its reports; `of(attribution, own, hands, mention)` is the date of that act of speaking."""

    def __init__(
        self, text: str, attributions: Sequence[Attribution], dates: Sequence[When], citations: Sequence[Citation]
    ) -> None:
        self._text = text
        self._attributions = attributions
        self._content_starts = sorted((c.start, n) for n, a in enumerate(attributions) for c in a.content)
        self._dates = sorted(
            (d for d in dates if re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", d.edtf)), key=lambda d: d.span.start
        )
        self._years = [d for d in dates if re.fullmatch(r"\d{4}", d.edtf)]
        self._year_starts = [d.span.start for d in self._years]
        self._date_starts = [d.span.start for d in self._dates]
        self._citations = sorted(citations, key=lambda c: c.span.start)
        self._citation_starts = [c.span.start for c in self._citations]

    def within(self, span: Span) -> list[When]:
        """The days and months told in a stretch."""
        a, b = bisect_right(self._date_starts, span.start - 1), bisect_right(self._date_starts, span.end - 1)
        return [d for d in self._dates[a:b] if d.span.end <= span.end]

    def of(self, attribution: Attribution, own: list[Span], hands: list[Hand], mention: Span | None) -> str | None:
        """The date that stands beside the source or the cue in the document's own words, and is no other hand's; `mention` is where the speaker is named."""
        anchor = (attribution.cue or attribution.source or attribution.content)[0]
        source = mention or anchor
        name = key(attribution.speaker.name) if attribution.speaker else ""
        others = [h for h in hands if h.rank != HEARD and not h.span.overlaps(source) and key(h.name) != name]
        cited = [c.span for c in self._cited_in(own)]
        dates = [d for s in own for d in self.within(s) if not any(c.covers(d.span) for c in cited)]
        dates = [d for d in dates if not self._in_dateline(d.span)]
        dates = [d for d in dates if not self._told_besides(d.span, attribution)]
        theirs = {self.behind(h.span, hands, source) for h in others if abs(h.span.start - anchor.end) < 400}
        theirs |= {self.told_on(h, own) for h in others}
        theirs |= {d.span for d in dates if others and d.span.end <= min(source.start, *(h.span.start for h in others))}
        free = [d for d in dates if d.span not in theirs]
        if free:
            return min(free, key=lambda d: abs(d.span.start - anchor.end)).edtf
        if not dates:
            dates = self._of_the_piece(attribution)
            if dates:
                return dates[0].edtf
        return None if dates else year_beside(self._text, own, source, anchor, self._years_in(own))

    def _in_dateline(self, day: Span) -> bool:
        """Whether a date opens a paragraph of news with its place: "ORSA, March 3, 2025 (Union Press) — "."""
        begin = self._text.rfind("\n", 0, day.start) + 1
        dateline = _DATELINE.match(self._text, begin, day.end + REACH)
        return dateline is not None and dateline.end() >= day.end

    def _of_the_piece(self, attribution: Attribution) -> list[When]:
        """The date of the speaker's piece that what is reported names before its marks: "derided it in her column of 3 May as “"."""
        first = attribution.content[0]
        end = next(
            (at for sign in '“"«' if (at := self._text.find(sign, first.start, first.end)) > first.start), first.start
        )
        return [
            d for d in self.within(Span(first.start, end)) if _IN_A_PIECE.search(self._text, first.start, d.span.start)
        ]

    def _told_besides(self, day: Span, attribution: Attribution) -> bool:
        """Whether a date is that of something else: of another's report, or of what a clause tells of the speaker."""
        before = self._text[max(0, day.start - REACH) : day.start]
        clause = _WHO_DID.search(before)
        if clause is not None and "," in self._text[day.end : day.end + REACH]:
            cue = attribution.cue[0] if attribution.cue else None
            if cue is None or not day.start - len(before) + clause.start() <= cue.start < day.start:
                return True
        at = bisect_right(self._content_starts, (day.start, sys.maxsize))
        for _, number in self._content_starts[max(0, at - 3) : at]:
            other = self._attributions[number]
            if other is not attribution and any(c.covers(day) for c in other.content) and attribution.cue:
                return not any(c.covers(attribution.cue[0]) for c in other.content)
        return False

    def _years_in(self, own: list[Span]) -> list[When]:
        """The years alone that own words hold."""
        if not own:
            return []
        first, last = (bisect_left(self._year_starts, at) for at in (own[0].start, own[-1].end))
        return self._years[first:last]

    def _cited_in(self, own: list[Span]) -> list[Citation]:
        """The outlets that own words name in brackets: their dates are not the speaker's."""
        if not own:
            return []
        first = bisect_right(self._citation_starts, own[-1].start - 1)
        return [
            c
            for c in self._citations[first : bisect_right(self._citation_starts, own[-1].end - 1)]
            if c.kind == "source"
        ]

    def behind(self, span: Span, hands: list[Hand], source: Span | None) -> Span | None:
        """Where the date stands that follows a name before any other name does."""
        names = [h.span for h in hands if h.span != span] + ([source] if source is not None else [])
        stop = min((n.start for n in names if n.start >= span.end), default=span.end + REACH)
        back = _BACK.search(self._text, span.end, span.end + REACH)
        stop = min(stop, back.start() if back is not None else stop, span.end + REACH)
        return next((d.span for d in self.within(Span(span.end, max(stop, span.end)))), None)

    def told_on(self, hand: Hand, own: list[Span]) -> Span | None:
        """Where the date stands behind the verb of an outlet that quotes first: "the Review, citing two aides, reported on 5 May"."""
        back = _BACK.search(self._text, hand.span.end, hand.span.end + 2 * REACH) if hand.rank == RELAY else None
        if back is None or not any(s.covers(hand.span) and s.end >= back.end() for s in own):
            return None
        return next((d.span for d in self.within(Span(back.end(), back.end() + REACH // 2))), None)

    def of_the_paper(self, attribution: Attribution, written: str, own: list[Span], paragraph: Span) -> str | None:
        """The date of the paper that the sentence before tells of: "issued a long release on 9 May. In it, it said"."""
        if not own or not (_IT.fullmatch(written) or any(_IN_IT.search(s.of(self._text)) for s in own)):
            return None
        begin = min(own[0].start, attribution.content[0].start)
        before = sentences(self._text, Span(max(paragraph.start, begin - 400), max(paragraph.start, begin)))
        dates = self.within(before[-1]) if before and _A_PAPER.search(before[-1].of(self._text)) else []
        dates = [d for d in dates if not self._told_besides(d.span, attribution)]
        return dates[0].edtf if len(dates) == 1 else None
