"""The chain of transmission of each attribution: from the act of speaking, through its carriers, to this document.

Only links of this statement are told, each with the span that proves it. Where the text stops naming hands, the chain is
open and says why.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from sayso.model import Attribution, Chain, Citation, Document, Link, Quotation, Span, When
from sayso.model.types import LinkKind
from sayso.provenance.carriers import is_unnamed, kind_of, manner_of
from sayso.provenance.echoes import said_again
from sayso.provenance.reprints import find_reprints, linked_from
from sayso.text.sentences import sentences

__all__ = ["trace"]

_NAME = r"(?P<{0}>(?:the\s+|The\s+)?(?:[A-Z][\w’'&.-]*|al-[A-Z][\w’'-]*)(?:\s+(?:of\s+|the\s+|and\s+)?(?:[A-Z][\w’'&.-]*|al-[A-Z][\w’'-]*)){{0,5}})"
_POSSESSIVE = (
    r"(?:(?:the\s+)?[A-Z]\w+[’']s\s+|the\s+[A-Z]?\w+\s+(?:newspaper|daily|website|agency|paper|channel),?\s+)?"
)
_RELAYS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("from", re.compile(rf"\breport(?:ed|s)\b[^.“”\"]{{0,60}}?\bfrom\s+{_POSSESSIVE}{_NAME.format('who')}")),
    (
        "quoted",
        re.compile(
            rf"\b(?:quot(?:ed|es|ing)|cit(?:ed|es|ing))\s+{_POSSESSIVE}{_NAME.format('who')}(?:\s+as\s+(?:saying|reporting))?"
        ),
    ),
    ("citing", re.compile(rf"^\W*(?:Quoting|Citing)\s+{_NAME.format('who')}")),
    (
        "according",
        re.compile(rf"\baccording to (?:a\s+(?:report|story|statement)\s+(?:in|by|from)\s+){_NAME.format('who')}"),
    ),
)
_TOLD_OF = re.compile(
    rf"{_NAME.format('who')}(?:,[^,“”\"]{{3,60}},)?\s+(?:(?:has|had|have|also|then|later)\s+)*(?:narrat|report|relat|wr[io]t|said|say|stat|announc|tell|told|recount)\w*"
    r"[^.;:“”\"]{0,60}?\bthat,?\s+(?:the\s+)?$"
)
_HEARD = re.compile(
    rf"\b(?:told|in an interview (?:with|on)|speaking to|in (?:remarks|comments) to|wrote (?:in|for)|writing in|in a (?:post|column|article|statement) (?:on|in|for|to))\s+{_NAME.format('who')}"
)
# Shorter words may stand anywhere by chance.
_LEAST_WORDS = 6
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
    tracer = _Tracer(document, dates, citations)
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
    first = own[0] if own and _same(own[0], hands[0]) else hands[0]
    first = msgspec.structs.replace(first, date=hands[0].date, locator=hands[0].locator, kind=hands[0].kind)
    return msgspec.structs.replace(chain, links=(first, *hands[1:], chain.links[-1]))


class _Tracer:
    def __init__(self, document: Document, dates: Sequence[When], citations: Sequence[Citation]) -> None:
        self._document = document
        self._text = document.text
        self._dates = sorted(
            (d for d in dates if re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", d.edtf)), key=lambda d: d.span.start
        )
        self._date_starts = [d.span.start for d in self._dates]
        self._citations = sorted(citations, key=lambda c: c.span.start)
        self._citation_starts = [c.span.start for c in self._citations]
        self._paragraphs = [b.span for b in document.blocks if b.kind != "furniture"] or [Span(0, len(document.text))]
        self._starts = [p.start for p in self._paragraphs]
        self._last: dict[str, Link] = {}
        self._reprints = find_reprints(document, dates)
        self._reprinted: list[str] | None = None
        self._reprint_starts = [r.span.start for r in self._reprints]

    def chain(self, attribution: Attribution, chains: dict[str, Chain]) -> Chain:
        """The chain of one attribution; one inside another goes out through the outer one's hands."""
        lead = self._lead(attribution)
        first = self._first(attribution, lead)
        links = [first] if first else []
        links += self._relays(attribution, lead, first)
        parent = chains.get(attribution.parent or "")
        if parent is not None:
            links += [link for link in parent.links[:-1] if not any(_same(link, known) for known in links)]
        links = self._place(attribution, links)
        links += self._hands_of_the_place(attribution, links)
        for link in links:
            if link.date:
                self._last[_key(link.carrier)] = link
        open_end = None
        if not attribution.source:
            open_end = "no speaker is named"
        elif attribution.speaker is None or is_unnamed(attribution.speaker.as_written):
            open_end = f"“{' '.join(attribution.source[0].of(self._text).split())}” names nobody"
        return Chain(attribution=attribution.id, links=(*links, self._document_link()), open_end=open_end)

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
        return [link for link in found if not any(_same(link, known) for known in links)]

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
        return self._paragraphs[max(0, bisect_right(self._starts, at) - 1)]

    def _lead(self, attribution: Attribution) -> Span:
        """The words of the document's own sentence round the source and the cue, before the content or after it."""
        content = attribution.content[0]
        anchor = attribution.cue or attribution.source
        at = anchor[0] if anchor else content
        paragraph = self._paragraph(at.start)
        if at.start >= content.end:
            end = next(
                (
                    s.end
                    for s in sentences(self._text, Span(at.start, max(at.start, min(paragraph.end, at.start + 400))))
                ),
                at.end,
            )
            return Span(content.end, max(content.end, end))
        start = max(paragraph.start, at.start - 400)
        spans = sentences(self._text, Span(start, max(start, content.start)))
        inside = next((s for s in reversed(spans) if s.start <= at.start), None)
        return Span(inside.start if inside else start, max(content.start, inside.start if inside else start))

    def _first(self, attribution: Attribution, lead: Span) -> Link | None:
        speaker = attribution.speaker
        if speaker is None:
            if not attribution.source:
                return None
            words = " ".join(attribution.source[0].of(self._text).split())
            return Link(carrier=words, as_written=words, kind="unnamed", evidence=attribution.source[0])
        evidence = attribution.source[0] if attribution.source else None
        if is_unnamed(speaker.as_written):
            return Link(carrier=speaker.name, as_written=speaker.as_written, kind="unnamed", evidence=evidence)
        before_name = self._text[max(lead.start, (evidence or lead).start - 30) : (evidence or lead).start]
        named = kind_of(f"{speaker.as_written} {speaker.name}")
        known = named or (kind_of(before_name) if before_name.rstrip()[-1:] in "“\"‘'«" else None)
        kind: LinkKind = known or manner_of(self._around(attribution, lead)) or "speaker"
        date = attribution.said_on or self._date_of(attribution, lead)
        link = Link(carrier=speaker.name, as_written=speaker.as_written, kind=kind, date=date, evidence=evidence)
        before = self._last.get(_key(speaker.name))
        if date is None and before is not None and _CARRY.search(lead.of(self._text)):
            link = msgspec.structs.replace(link, date=before.date, locator=before.locator)
        return link

    def _around(self, attribution: Attribution, lead: Span) -> str:
        """The document's own words from the source to the content, or to the sentence's end behind it."""
        anchors = [*attribution.source[:1], *attribution.cue[:1]]
        start = min((a.start for a in anchors), default=lead.start)
        end = max((a.end for a in anchors), default=lead.end)
        content = attribution.content[0]
        if content.start >= end:
            return self._text[start : content.start]
        stop = re.search(r"[.!?“”\"\n]", self._text[end : end + 160])
        return self._text[start : end + (stop.start() if stop else 160)]

    def _in(self, span: Span) -> list[When]:
        a, b = bisect_right(self._date_starts, span.start - 1), bisect_right(self._date_starts, span.end - 1)
        return [d for d in self._dates[a:b] if d.span.end <= span.end]

    def _date_of(self, attribution: Attribution, lead: Span) -> str | None:
        """The date that stands beside the source or the cue in the document's own words."""
        dates = self._in(lead)
        if not dates:
            return None
        anchor = (attribution.cue or attribution.source or attribution.content)[0]
        return min(dates, key=lambda d: abs(d.span.start - anchor.end)).edtf

    def _relays(self, attribution: Attribution, lead: Span, first: Link | None) -> list[Link]:
        """The hands between the speaker and this document that the lead names."""
        words = lead.of(self._text)
        links: list[Link] = []
        for rule, pattern in _RELAYS:
            match = pattern.search(words)
            if match is None:
                continue
            name = _clean(match["who"])
            span = Span(lead.start + match.start("who"), lead.start + match.end("who"))
            if kind_of(name) is None and rule in ("quoted", "citing"):
                continue
            earlier = self._after(span, lead)
            if first is not None and _key(first.carrier) == _key(name):
                # "X quoted the Courier as saying": the Courier speaks, X relays; X is the sentence's subject.
                relay = self._subject(lead, span)
                if relay is not None:
                    links.append(relay)
            else:
                links.append(
                    Link(
                        carrier=name,
                        as_written=" ".join(match["who"].split()),
                        kind=kind_of(name) or "newspaper",
                        date=earlier,
                        evidence=span,
                    )
                )
            break
        if not links and attribution.source and lead.start < attribution.source[0].start <= lead.end:
            links += self._teller(lead, attribution.source[0], first)
        heard = _HEARD.search(words)
        if heard is not None:
            name = _clean(heard["who"])
            kind = kind_of(name)
            if kind is not None and (first is None or _key(first.carrier) != _key(name)):
                span = Span(lead.start + heard.start("who"), lead.start + heard.end("who"))
                links.append(
                    Link(
                        carrier=name,
                        as_written=" ".join(heard["who"].split()),
                        kind=kind,
                        date=self._after(span, lead),
                        evidence=span,
                    )
                )
        return links

    def _teller(self, lead: Span, source: Span, first: Link | None) -> list[Link]:
        """Who tells that the source spoke: "The Courier reported that the minister said: “"."""
        match = _TOLD_OF.search(self._text[lead.start : source.start])
        name = _clean(match["who"]) if match else ""
        if match is None or not name or (first is not None and _key(first.carrier) == _key(name)):
            return []
        span = Span(lead.start + match.start("who"), lead.start + match.end("who"))
        return [
            Link(
                carrier=name,
                as_written=" ".join(match["who"].split()),
                kind=kind_of(name) or "speaker",
                date=self._after(span, lead),
                evidence=span,
            )
        ]

    def _after(self, span: Span, lead: Span) -> str | None:
        later = [d for d in self._in(lead) if d.span.start >= span.end and d.span.start - span.end < 60]
        return later[0].edtf if later else None

    def _subject(self, lead: Span, before: Span) -> Link | None:
        head = self._text[lead.start : before.start]
        match = re.match(rf"\W*(?:(?:[Oo]n|[Ii]n)\s[^,]{{3,30}},\s*)?{_NAME.format('who')}", head)
        if match is None:
            return None
        name = _clean(match["who"])
        span = Span(lead.start + match.start("who"), lead.start + match.end("who"))
        dates = [d for d in self._in(lead) if d.span.start < before.start]
        date = dates[0].edtf if dates else None
        return Link(
            carrier=name,
            as_written=" ".join(match["who"].split()),
            kind=kind_of(name) or "newspaper",
            date=date,
            evidence=span,
        )

    def _place(self, attribution: Attribution, links: list[Link]) -> list[Link]:
        """Order the hands, and give the first what the citation behind the words says of number and date."""
        if (
            len(links) > 1
            and links[0].kind in ("newspaper", "broadcaster", "agency", "website")
            and links[1].kind != "speaker"
        ):
            # "The Review reported from the Courier": the paper that reports is the later hand, unless it was itself quoted.
            words = self._text[(links[0].evidence or Span(0, 0)).start : (links[1].evidence or Span(0, 0)).start]
            if (
                re.search(r"\b(?:from|quot\w+|cit\w+)\s", words)
                and links[1].evidence
                and links[0].evidence
                and links[1].evidence.start > links[0].evidence.start
            ):
                own = self._in(Span(links[0].evidence.end, links[1].evidence.start))
                later = msgspec.structs.replace(links[0], date=own[0].edtf if own else links[0].date)
                links = [links[1], later, *links[2:]]
        citation = self._citation_after(attribution)
        if citation is not None and links:
            at = 0
            locator = citation.target or None
            if citation.kind == "verse":
                return [
                    msgspec.structs.replace(links[0], date=None),
                    Link(
                        carrier=citation.target,
                        as_written=citation.span.of(self._text),
                        kind="book",
                        locator=citation.target,
                        evidence=citation.span,
                    ),
                    *links[1:],
                ]
            kind: LinkKind = "press release" if citation.kind == "press release" else links[at].kind
            links[at] = msgspec.structs.replace(
                links[at], locator=locator, kind=kind, date=links[at].date or citation.date
            )
        return links

    def _citation_after(self, attribution: Attribution) -> Citation | None:
        end = attribution.content[-1].end
        at = bisect_right(self._citation_starts, end - 1)
        if at >= len(self._citations):
            return None
        citation = self._citations[at]
        between = self._text[end : citation.span.start]
        near = len(between) < 40 and not re.search(r"\w", between)
        return citation if near else None


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))


def _key(name: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", name.strip().lower())


def _same(one: Link, other: Link) -> bool:
    return _key(one.carrier) == _key(other.carrier)


def _clean(name: str) -> str:
    name = " ".join(name.split())
    return re.sub(r"[’']s$", "", re.sub(r"^(?:the)\s+", "", name, flags=re.IGNORECASE)).rstrip(".,")
