"""The chain of transmission of each attribution: from the act of speaking, through its carriers, to this document.

Only links of this statement are told, each with the span that proves it. Where the text stops naming hands, the chain is
open and says why.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from sayso.model import Attribution, Chain, Citation, Document, Link, Quotation, Span, When
from sayso.model.types import LinkKind
from sayso.provenance.asides import earlier_piece, narrator_behind, opening_of
from sayso.provenance.carriers import is_unnamed, kind_of, manner_of
from sayso.provenance.cited import citation_behind, same_carrier, with_citation
from sayso.provenance.days import REACH, Days
from sayso.provenance.echoes import said_again
from sayso.provenance.hands import HEARD, ORIGIN, RELAY, Hand, bare, key, named_hands
from sayso.provenance.reprints import find_reprints, linked_from
from sayso.text.sentences import sentences

__all__ = ["trace"]

_TOLD_OF = re.compile(
    r"(?P<who>[A-Z][\w’'&-]*(?:\s+(?:of\s+|the\s+|and\s+)?[A-Z][\w’'&-]*){0,5})(?:,[^,“”\"]{3,60},)?\s+(?:(?:has|had|have|also|then|later)\s+)*(?:narrat|extract|transmit|report|relat|wr[io]t|said|say|stat|announc|tell|told|recount)\w*"
    r"[^.;:“”\"]{0,60}?\bthat,?\s+(?:the\s+)?$"
)
_TAKEN = re.compile(r"\b(?:from|quot\w+|cit\w+)\s", re.IGNORECASE)
_JOINED = re.compile(r"[^\w.?!;:]*(?:[;,]\s+)?(?:and|but|while|whereas|as)\s+(?=[^.;:“”\"]{0,60}$)")
_QUOTES = re.compile(r"\b(?:quot|cit|attribut)", re.IGNORECASE)
# The labels of questions and answers, behind which nobody is named.
_ASKING = re.compile(r"(?:Q|A|QUESTIONS?|ANSWERS?)\.?", re.IGNORECASE)
_OURSELVES = re.compile(r"we|I|our|us", re.IGNORECASE)
# Shorter words may stand anywhere by chance.
_LEAST_WORDS = 6
# "It also said" goes on from what was told so many paragraphs before at most.
CARRIED = 2
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
        self._days = Days(document.text, attributions, dates, citations)
        self._citations = sorted(citations, key=lambda c: c.span.start)
        self._citation_starts = [c.span.start for c in self._citations]
        self._paragraphs = [b.span for b in document.blocks if b.kind != "furniture"] or [Span(0, len(document.text))]
        self._starts = [p.start for p in self._paragraphs]
        self._turn_starts = [t.span.start for t in document.turns]
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
        reporter = self._reporter(attribution, links, chains)
        if reporter:
            # What stands beside the source is when it was reported.
            links = [self._spoken_on(attribution, links[0]), *links[1:], *reporter]
        parent = chains.get(attribution.parent or "")
        if parent is not None:
            links += [link for link in parent.links[:-1] if not any(same_carrier(link, known) for known in links)]
        links += self._in_turn(attribution, links)
        at = bisect_right(self._citation_starts, attribution.content[-1].end - 1)
        citation = citation_behind(self._text, attribution, self._citations[max(0, at - 1) : at + 1])
        links = with_citation(self._text, citation, links) if citation is not None and links else links
        links += narrator_behind(self._text, attribution.content[-1].end)
        links += self._hands_of_the_place(attribution, links)
        number = self._number(attribution.content[0].start)
        if first is not None and first.date is None:
            # What was last said without a date does not hand on one of before.
            self._last.pop(key(first.carrier), None)
        self._last |= {key(link.carrier): (link, number) for link in links if link.date}
        open_end = None
        if not attribution.source and not links:
            open_end = "no speaker is named"
        elif not links or links[0].kind == "unnamed":
            words = links[0].carrier if links else " ".join(attribution.source[0].of(self._text).split())
            open_end = f"“{words}” names nobody"
        return Chain(attribution=attribution.id, links=(*links, self._document_link()), open_end=open_end)

    def _reporter(self, attribution: Attribution, links: list[Link], chains: dict[str, Chain]) -> list[Link]:
        """Whose report it is that another spoke these words: Rask's, in "Rask said that Bek called it “…”"."""
        evidence = links[0].evidence if links else None
        if evidence is None or not attribution.source:
            return []
        if not any(c.covers(evidence) for c in attribution.content) and not self._relays(attribution, evidence):
            return []
        words = " ".join(attribution.source[0].of(self._text).split())
        meant = self._meant(attribution, words, chains) if words.lower() in ("it", "he", "she") else None
        link = Link(
            carrier=meant or bare(words),
            as_written=words,
            kind=kind_of(meant or words) or "speaker",
            date=links[0].date,
            evidence=attribution.source[0],
        )
        source = attribution.source[0]
        return (
            []
            if any(same_carrier(link, k) or (k.evidence is not None and k.evidence.overlaps(source)) for k in links)
            else [link]
        )

    def _spoken_on(self, attribution: Attribution, link: Link) -> Link:
        """A speaker whose words another reports, with the date told beside the speaker: "Rask recalled that on 3 May Bek said"."""
        evidence = link.evidence
        if evidence is None:
            return link
        near = self._days.within(
            Span(max(attribution.cue[0].end if attribution.cue else 0, evidence.start - REACH), evidence.end + REACH)
        )
        return msgspec.structs.replace(link, date=near[0].edtf if near and near[0].edtf != link.date else None)

    def _meant(self, attribution: Attribution, words: str, chains: dict[str, Chain]) -> str | None:
        """Whom "it" or "she" means that quotes another: who carried, or spoke, the report before this one."""
        before = next((c for c in reversed(chains.values()) if len(c.links) > 1), None)
        if before is None:
            return None
        said = next(a for a in self._attributions if a.id == before.attribution)
        if self._number(attribution.content[0].start) - self._number(said.content[0].start) > 1:
            return None
        hands = before.links[:-1]
        if words.lower() == "it":
            return next((link.carrier for link in reversed(hands) if kind_of(link.carrier)), None)
        return (
            hands[-1].carrier if said.speaker is not None and (len(hands) == 1 or hands[-1].kind == "speaker") else None
        )

    def _relays(self, attribution: Attribution, evidence: Span) -> bool:
        """Whether the source only quotes the speaker, who is named behind it: "she quotes Rask as saying"."""
        cue = attribution.cue[0].of(self._text) if attribution.cue else ""
        return evidence.start >= attribution.source[0].end and _QUOTES.search(cue) is not None

    def _in_turn(self, attribution: Attribution, links: list[Link]) -> list[Link]:
        """Whose turn of a transcript it is in which another is said to have spoken the words."""
        number = bisect_right(self._turn_starts, attribution.content[0].start) - 1
        turn = self._document.turns[number] if number >= 0 else None
        if turn is None or not links or not turn.span.covers(attribution.content[0]) or _ASKING.fullmatch(turn.speaker):
            return []
        if any(key(link.carrier).endswith(key(turn.speaker).split()[-1]) for link in links):
            return []
        begin = self._text.rfind(turn.speaker, max(0, turn.span.start - REACH), turn.span.start)
        evidence = Span(begin, begin + len(turn.speaker)) if begin >= 0 else None
        return [Link(carrier=turn.speaker, as_written=turn.speaker, kind="speaker", date=None, evidence=evidence)]

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
            apart = self._text.find(";", end, tail)
            tail = apart if apart >= 0 else tail
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
            date = attribution.said_on or self._spoken(attribution, own, hands)
            kind = "document" if piece is not None else "unnamed"
            return Link(carrier=words, as_written=words, kind=kind, date=date, evidence=piece or said)
        evidence = self._mention(attribution, speaker.as_written, own)
        if is_unnamed(speaker.as_written):
            date = attribution.said_on or self._spoken(attribution, own, hands)
            return Link(
                carrier=speaker.name, as_written=speaker.as_written, kind="unnamed", date=date, evidence=evidence
            )
        at = (evidence or attribution.content[0]).start
        before_name = self._text[max(0, at - 30) : at]
        named = kind_of(f"{speaker.as_written} {speaker.name}")
        known = named or (kind_of(before_name) if before_name.rstrip()[-1:] in "“\"‘'«" else None)
        kind = known or manner_of(self._around(attribution)) or self._fronted(own) or "speaker"
        date = attribution.said_on or self._spoken(attribution, own, hands)
        link = Link(carrier=speaker.name, as_written=speaker.as_written, kind=kind, date=date, evidence=evidence)
        before, number = self._last.get(key(speaker.name), (None, 0))
        near = self._number(attribution.content[0].start) - number <= CARRIED
        if date is None:
            link = msgspec.structs.replace(
                link, date=self._days.of_the_paper(attribution, speaker.as_written, own, self._paragraph(at))
            )
        if link.date is None and before is not None and near and any(_CARRY.search(s.of(self._text)) for s in own):
            link = msgspec.structs.replace(link, date=before.date, locator=before.locator)
        return link

    def _spoken(self, attribution: Attribution, own: list[Span], hands: list[Hand]) -> str | None:
        """The date of the act of speaking."""
        mention = self._mention(attribution, attribution.speaker.as_written, own) if attribution.speaker else None
        return self._days.of(attribution, own, hands, mention)

    def _mention(self, attribution: Attribution, written: str, own: list[Span]) -> Span | None:
        """Where the speaker is named: in the source, or, where that is an outlet that tells it, in what it tells."""
        words = " ".join(attribution.source[0].of(self._text).split()) if attribution.source else ""
        if not words or written in words or f" {words} " in f" {written} ":
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
        day = self._days.behind(hand.span, hands, source)
        date = next((d.edtf for d in self._days.within(day)), None) if day is not None else None
        if date is None and hand.rank == HEARD and first is not None:
            date = first.date
        told = self._days.told_on(hand, own) if date is None else None
        date = next((d.edtf for d in self._days.within(told)), None) if told is not None else date
        if date is None and hand.rank == RELAY:
            stretch = next((s for s in own if s.covers(hand.span)), hand.span)
            names = [h.span.start for h in hands if h is not hand] + ([source.start] if source is not None else [])
            head = self._days.within(Span(stretch.start, hand.span.start))
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
        day = self._days.behind(span, [], source)
        date = next((d.edtf for d in self._days.within(day)), None) if day is not None else None
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
