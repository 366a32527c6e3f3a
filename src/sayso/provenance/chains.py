"""The chain of transmission of each attribution: from the act of speaking, through its carriers, to this document.

Only links of this statement are told, each with the span that proves it. Where the text stops naming hands, the chain is
open and says why.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from sayso.model import Attribution, Chain, Citation, Document, Link, Quotation, Span, When
from sayso.model.types import LinkKind
from sayso.provenance.asides import earlier_piece, opening_of, year_beside
from sayso.provenance.carriers import is_unnamed, kind_of, manner_of
from sayso.provenance.cited import citation_behind, same_carrier, with_citation
from sayso.provenance.echoes import said_again
from sayso.provenance.hands import HEARD, ORIGIN, RELAY, Hand, bare, key, named_hands
from sayso.provenance.reprints import find_reprints, linked_from
from sayso.text.sentences import sentences

__all__ = ["trace"]

_TOLD_OF = re.compile(
    r"(?P<who>[A-Z][\w’'&-]*(?:\s+(?:of\s+|the\s+|and\s+)?[A-Z][\w’'&-]*){0,5})(?:,[^,“”\"]{3,60},)?\s+(?:(?:has|had|have|also|then|later)\s+)*(?:narrat|extract|transmit|report|relat|wr[io]t|said|say|stat|announc|tell|told|recount)\w*"
    r"[^.;:“”\"]{0,60}?\bthat,?\s+(?:the\s+)?$"
)
# The subject again, behind one it quotes: "the Review, citing two aides, reported on 5 May".
_BACK = re.compile(r",\s+(?:has\s+|had\s+)?(?:report|said|says|stat|wrote|writ|announc|told)\w*", re.IGNORECASE)
_TAKEN = re.compile(r"\b(?:from|quot\w+|cit\w+)\s", re.IGNORECASE)
_JOINED = re.compile(r"[^\w.?!;:]*(?:[;,]\s+)?(?:and|but|while|whereas|as)\s+(?=[^.;:“”\"]{0,60}$)")
_OURSELVES = re.compile(r"we|I|our|us", re.IGNORECASE)
# Shorter words may stand anywhere by chance.
_LEAST_WORDS = 6
# "It also said" goes on from what was told so many paragraphs before at most.
CARRIED = 2
# How far behind a name its date may stand, in characters.
_REACH = 70
_FRONTED = re.compile(r"\W*(?:In|During|At|On)\s[^,.;:“”\"]{3,80},")
_CARRY = re.compile(
    r"\b(?:also|further|added|continued|went on|same (?:press )?(?:release|statement|report|interview|briefing)|confirmed|clarified|ibid)\b",
    re.I,
)


def trace(
    document: Document,
    attributions: Sequence[Attribution],
    quotations: Sequence[Quotation],
    dates: Sequence[When],
    citations: Sequence[Citation],
) -> tuple[Chain, ...]:
    """One chain per attribution, in their order; its last link is the document itself.

    "The Review reported on 15 March from the Courier, in its report of 13 March" makes Courier → Review → this document.
    """
    tracer = _Tracer(document, attributions, dates, citations)
    chains: dict[str, Chain] = {}
    for attribution in attributions:
        chains[attribution.id] = tracer.chain(attribution, chains)
    for again, before in said_again(document.text, attributions, quotations).items():
        chains[again] = _carried_on(chains[again], chains[before])
    return tuple(chains[a.id] for a in attributions)


def _carried_on(chain: Chain, before: Chain) -> Chain:
    """The chain of words said again: the hands of the first time, where this time names none of its own."""
    own, hands = chain.links[:-1], before.links[:-1]
    if len(own) > 1 or not hands or any(link.date or link.locator for link in own):
        return chain
    first = own[0] if own and same_carrier(own[0], hands[0]) else hands[0]
    first = msgspec.structs.replace(first, date=hands[0].date, locator=hands[0].locator, kind=hands[0].kind)
    return msgspec.structs.replace(chain, links=(first, *hands[1:], chain.links[-1]))


class _Tracer:
    def __init__(
        self,
        document: Document,
        attributions: Sequence[Attribution],
        dates: Sequence[When],
        citations: Sequence[Citation],
    ) -> None:
        self._document = document
        self._attributions = attributions
        self._begins = sorted((a.source[0].start, n) for n, a in enumerate(attributions) if a.source)
        self._text = document.text
        self._dates = sorted(
            (d for d in dates if re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", d.edtf)), key=lambda d: d.span.start
        )
        self._years = [d for d in dates if re.fullmatch(r"\d{4}", d.edtf)]
        self._year_starts = [d.span.start for d in self._years]
        self._date_starts = [d.span.start for d in self._dates]
        self._citations = sorted(citations, key=lambda c: c.span.start)
        self._citation_starts = [c.span.start for c in self._citations]
        self._paragraphs = [b.span for b in document.blocks if b.kind != "furniture"] or [Span(0, len(document.text))]
        self._starts = [p.start for p in self._paragraphs]
        self._last: dict[str, tuple[Link, int]] = {}
        self._reprints = find_reprints(document, dates)
        self._reprinted: list[str] | None = None
        self._reprint_starts = [r.span.start for r in self._reprints]

    def chain(self, attribution: Attribution, chains: dict[str, Chain]) -> Chain:
        """The chain of one attribution; one inside another goes out through the outer one's hands."""
        own = self._own(attribution)
        hands = named_hands(self._text, own)
        first = self._first(attribution, own, hands)
        links = self._ordered(attribution, own, first, hands)
        links += self._reporter(attribution, links)
        parent = chains.get(attribution.parent or "")
        if parent is not None:
            links += [link for link in parent.links[:-1] if not any(same_carrier(link, known) for known in links)]
        at = bisect_right(self._citation_starts, attribution.content[-1].end - 1)
        citation = citation_behind(self._text, attribution, self._citations[max(0, at - 1) : at + 1])
        links = with_citation(self._text, citation, links) if citation is not None and links else links
        links += self._hands_of_the_place(attribution, links)
        number = self._number(attribution.content[0].start)
        self._last |= {key(link.carrier): (link, number) for link in links if link.date}
        open_end = None
        if not attribution.source and not links:
            open_end = "no speaker is named"
        elif not links or links[0].kind == "unnamed":
            words = links[0].carrier if links else " ".join(attribution.source[0].of(self._text).split())
            open_end = f"“{words}” names nobody"
        return Chain(attribution=attribution.id, links=(*links, self._document_link()), open_end=open_end)

    def _reporter(self, attribution: Attribution, links: list[Link]) -> list[Link]:
        """Whose report it is that another spoke these words: Rask's, in "Rask said that Bek called it “…”"."""
        evidence = links[0].evidence if links else None
        if evidence is None or not attribution.source or not any(c.covers(evidence) for c in attribution.content):
            return []
        words = " ".join(attribution.source[0].of(self._text).split())
        link = Link(
            carrier=bare(words), as_written=words, kind=kind_of(words) or "speaker", evidence=attribution.source[0]
        )
        source = attribution.source[0]
        return (
            []
            if any(same_carrier(link, k) or (k.evidence is not None and k.evidence.overlaps(source)) for k in links)
            else [link]
        )

    def _hands_of_the_place(self, attribution: Attribution, links: list[Link]) -> list[Link]:
        """The page that the source links to, and the outlet under whose name the statement is printed again."""
        found = []
        if attribution.source:
            linked = linked_from(self._text, attribution.source[0])
            if linked is not None:
                found.append(linked)
        at = bisect_right(self._reprint_starts, attribution.content[0].start) - 1
        if at >= 0 and self._reprints[at].span.covers(attribution.content[0]):
            found.append(self._reprints[at].link)
        else:
            found += self._printed_below(attribution)
        return [link for link in found if not any(same_carrier(link, known) for known in links)]

    def _printed_below(self, attribution: Attribution) -> list[Link]:
        """The outlet of a reprint in which the same quoted words stand: an introduction took them from there."""
        words = _plain(self._text[attribution.content[0].start : attribution.content[0].end])
        if attribution.kind == "indirect" or words.count(" ") < _LEAST_WORDS - 1:
            return []
        if self._reprinted is None:
            self._reprinted = [_plain(r.span.of(self._text)) for r in self._reprints]
        return next(([r.link] for r, held in zip(self._reprints, self._reprinted, strict=True) if words in held), [])

    def _document_link(self) -> Link:
        origin = self._document.origin
        name = origin.title or origin.uri
        return Link(carrier=name, as_written=None, kind="document", date=origin.published)

    def _paragraph(self, at: int) -> Span:
        return self._paragraphs[self._number(at)]

    def _number(self, at: int) -> int:
        return max(0, bisect_right(self._starts, at) - 1)

    def _own(self, attribution: Attribution) -> list[Span]:
        """The document's own words in the sentences of a statement: before, between and behind what is reported."""
        content = attribution.content
        anchors = [*attribution.cue[:1], *attribution.source[:1]]
        start = min(a.start for a in (*anchors, content[0]))
        end = max(a.end for a in (*anchors, content[-1]))
        paragraph, last = self._paragraph(start), self._paragraph(max(start, end - 1))
        head = sentences(self._text, Span(max(paragraph.start, start - 400), max(start, paragraph.start) + 1))
        begin = min(start, head[-1].start) if head else start
        tail = end
        if not re.search(r"[.!?…][\"”’'»›)\]]*$", self._text[max(0, end - 4) : end]):
            after = sentences(self._text, Span(end, max(end, min(last.end, end + 400))))
            tail = min(after[0].end if after else end, self._next_report(end, content))
        stretches, at = [], begin
        for part in content:
            opening = opening_of(self._text, attribution, part)
            if opening > at:
                stretches.append(Span(at, opening))
            at = max(at, part.end)
        return [*stretches, Span(at, tail)] if tail > at else stretches

    def _next_report(self, end: int, content: Sequence[Span]) -> int:
        """Where another's report begins that a sentence joins on: "Rask said no, and Bek told the Courier that ..."."""
        at = bisect_right(self._begins, (end, sys.maxsize))
        for start, number in self._begins[at : at + 3]:
            other = self._attributions[number]
            joined = _JOINED.match(self._text, end, start)
            if joined and not any(s.overlaps(o) for s in other.content for o in content):
                return end + len(joined.group())
        return sys.maxsize

    def _first(self, attribution: Attribution, own: list[Span], hands: list[Hand]) -> Link | None:
        speaker = attribution.speaker
        kind: LinkKind
        if speaker is None:
            if not attribution.source:
                return None
            said = attribution.source[0]
            piece = earlier_piece(self._text, own) if _OURSELVES.fullmatch(said.of(self._text)) else None
            words = " ".join((piece or said).of(self._text).split())
            date = attribution.said_on or self._date_of(attribution, own, hands)
            kind = "document" if piece is not None else "unnamed"
            return Link(carrier=words, as_written=words, kind=kind, date=date, evidence=piece or said)
        evidence = self._mention(attribution, speaker.as_written, own)
        if is_unnamed(speaker.as_written):
            date = attribution.said_on or self._date_of(attribution, own, hands)
            return Link(
                carrier=speaker.name, as_written=speaker.as_written, kind="unnamed", date=date, evidence=evidence
            )
        at = (evidence or attribution.content[0]).start
        before_name = self._text[max(0, at - 30) : at]
        named = kind_of(f"{speaker.as_written} {speaker.name}")
        known = named or (kind_of(before_name) if before_name.rstrip()[-1:] in "“\"‘'«" else None)
        kind = known or manner_of(self._around(attribution)) or self._fronted(own) or "speaker"
        date = attribution.said_on or self._date_of(attribution, own, hands)
        link = Link(carrier=speaker.name, as_written=speaker.as_written, kind=kind, date=date, evidence=evidence)
        before, number = self._last.get(key(speaker.name), (None, 0))
        near = self._number(attribution.content[0].start) - number <= CARRIED
        if date is None and before is not None and near and any(_CARRY.search(s.of(self._text)) for s in own):
            link = msgspec.structs.replace(link, date=before.date, locator=before.locator)
        return link

    def _mention(self, attribution: Attribution, written: str, own: list[Span]) -> Span | None:
        """Where the speaker is named: in the source, or, where that is an outlet that tells it, in what it tells."""
        words = " ".join(attribution.source[0].of(self._text).split()) if attribution.source else ""
        if written in words or words in written:
            return attribution.source[0] if attribution.source else None
        stop = max(attribution.content[-1].end, own[-1].end if own else 0)
        at = self._text.find(written, attribution.source[0].start, stop)
        return Span(at, at + len(written)) if at >= 0 else attribution.source[0]

    def _fronted(self, own: list[Span]) -> LinkKind | None:
        """The manner that stands at the sentence's head: "In a post on X, Rask wrote:"."""
        match = _FRONTED.match(own[0].of(self._text)) if own else None
        return manner_of(match.group()) if match else None

    def _around(self, attribution: Attribution) -> str:
        """The document's own words from the source to the content, or to the sentence's end behind it."""
        anchors = [*attribution.source[:1], *attribution.cue[:1]]
        content = attribution.content[0]
        start = min((a.start for a in anchors), default=content.start)
        end = max((a.end for a in anchors), default=content.start)
        if content.start >= end:
            return self._text[start : content.start]
        stop = re.search(r"[.!?“”\"\n]", self._text[end : end + 160])
        return self._text[start : end + (stop.start() if stop else 160)]

    def _in(self, span: Span) -> list[When]:
        a, b = bisect_right(self._date_starts, span.start - 1), bisect_right(self._date_starts, span.end - 1)
        return [d for d in self._dates[a:b] if d.span.end <= span.end]

    def _date_of(self, attribution: Attribution, own: list[Span], hands: list[Hand]) -> str | None:
        """The date that stands beside the source or the cue in the document's own words, and is no other hand's."""
        anchor = (attribution.cue or attribution.source or attribution.content)[0]
        source = self._mention(attribution, attribution.speaker.as_written, own) if attribution.speaker else None
        source = source or anchor
        name = key(attribution.speaker.name) if attribution.speaker else ""
        others = [h for h in hands if h.rank != HEARD and not h.span.overlaps(source) and key(h.name) != name]
        cited = [c.span for c in self._cited_in(own)]
        dates = [d for s in own for d in self._in(s) if not any(c.covers(d.span) for c in cited)]
        theirs = {self._day(h.span, hands, source) for h in others if abs(h.span.start - anchor.end) < 400}
        theirs |= {self._told_on(h, own) for h in others}
        theirs |= {d.span for d in dates if others and d.span.end <= min(source.start, *(h.span.start for h in others))}
        free = [d for d in dates if d.span not in theirs]
        if free:
            return min(free, key=lambda d: abs(d.span.start - anchor.end)).edtf
        return None if dates else year_beside(self._text, own, source, anchor, self._years_in(own))

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

    def _day(self, span: Span, hands: list[Hand], source: Span | None) -> Span | None:
        """Where the date stands that follows a name before any other name does."""
        names = [h.span for h in hands if h.span != span] + ([source] if source is not None else [])
        stop = min((n.start for n in names if n.start >= span.end), default=span.end + _REACH)
        back = _BACK.search(self._text, span.end, span.end + _REACH)
        stop = min(stop, back.start() if back is not None else stop, span.end + _REACH)
        return next((d.span for d in self._in(Span(span.end, max(stop, span.end)))), None)

    def _told_on(self, hand: Hand, own: list[Span]) -> Span | None:
        """Where the date stands behind the verb of an outlet that quotes first: "the Review, citing two aides, reported on 5 May"."""
        back = _BACK.search(self._text, hand.span.end, hand.span.end + 2 * _REACH) if hand.rank == RELAY else None
        if back is None or not any(s.covers(hand.span) and s.end >= back.end() for s in own):
            return None
        return next((d.span for d in self._in(Span(back.end(), back.end() + _REACH // 2))), None)

    def _ordered(self, attribution: Attribution, own: list[Span], first: Link | None, hands: list[Hand]) -> list[Link]:
        """The speaker and the hands, from the act of speaking outward, each with its date."""
        source = first.evidence if first is not None else None
        known = (
            {key(bare(name)) for name in (first.carrier, (first.as_written or "").split(",")[0])} if first else set()
        )
        others = [h for h in hands if not _is_one_of(h, known, source)]
        links = [(h, self._link(h, hands, own, source, first)) for h in others]
        if first is None:
            return [link for _, link in links]
        taken = [link for hand, link in links if hand.rank == ORIGIN and self._takes(first, hand, others)]
        outward = [link for _, link in links if link not in taken]
        if source is not None and not any(h.rank == RELAY for h in others):
            outward += self._teller(own, source, first)
        return [*taken, first, *outward]

    def _takes(self, first: Link, origin: Hand, others: list[Hand]) -> bool:
        """Whether the one who is said to speak takes the words from that origin: "the Review, quoting the Courier, wrote"."""
        if first.evidence is None or first.evidence.start > origin.span.start:
            # "Citing two people, the Review wrote": at the sentence's head it is the subject's origin.
            return first.evidence is not None and not any(h.rank == RELAY for h in others)
        between = Span(first.evidence.end, max(first.evidence.end, origin.span.start))
        told_between = any(h.rank == RELAY and between.covers(h.span) for h in others)
        return not told_between and _TAKEN.search(between.of(self._text)) is not None

    def _link(self, hand: Hand, hands: list[Hand], own: list[Span], source: Span | None, first: Link | None) -> Link:
        """A hand as a link; its date stands behind it, or before it where the sentence opens with one."""
        day = self._day(hand.span, hands, source)
        date = next((d.edtf for d in self._in(day)), None) if day is not None else None
        if date is None and hand.rank == HEARD and first is not None:
            date = first.date
        told = self._told_on(hand, own) if date is None else None
        date = next((d.edtf for d in self._in(told)), None) if told is not None else date
        if date is None and hand.rank == RELAY:
            stretch = next((s for s in own if s.covers(hand.span)), hand.span)
            names = [h.span.start for h in hands if h is not hand] + ([source.start] if source is not None else [])
            head = self._in(Span(stretch.start, hand.span.start))
            if head and not any(stretch.start <= n < hand.span.start for n in names):
                date = head[0].edtf
        return Link(carrier=hand.name, as_written=hand.written, kind=hand.kind, date=date, evidence=hand.span)

    def _teller(self, own: list[Span], source: Span, first: Link) -> list[Link]:
        """Who tells that the source spoke: "Brandvik said that the minister had told her: “"."""
        stretch = next((s for s in own if s.start < source.start <= s.end), None)
        match = _TOLD_OF.search(self._text[stretch.start : source.start]) if stretch is not None else None
        name = bare(match["who"]) if match else ""
        if stretch is None or match is None or not name or key(first.carrier) == key(name):
            return []
        span = Span(stretch.start + match.start("who"), stretch.start + match.end("who"))
        written = " ".join(match["who"].split())
        day = self._day(span, [], source)
        date = next((d.edtf for d in self._in(day)), None) if day is not None else None
        return [Link(carrier=name, as_written=written, kind=kind_of(name) or "speaker", date=date, evidence=span)]


def _is_one_of(hand: Hand, known: set[str], source: Span | None) -> bool:
    """Whether a hand is the one who is said to speak, under this name or a shorter one at the same place."""
    names = {key(hand.name), key(hand.written)}
    if names & known:
        return True
    if hand.written.endswith(("’s", "'s")):
        return False  # "the Courier's editor, Ada Rask": she speaks, and the Courier carries it
    return source is not None and hand.span.overlaps(source) and any(a in b or b in a for a in names for b in known)


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))
