"""What the citation behind a statement adds to its chain: a number, a date, the outlet or the book that carries the words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from sayso.model import Attribution, Citation, Link
from sayso.model.types import LinkKind
from sayso.provenance.carriers import kind_of
from sayso.provenance.citations import carrier_in
from sayso.provenance.hands import bare, key

__all__ = ["citation_behind", "same_carrier", "with_citation"]

_BETWEEN = re.compile(r"[^\w.?!;:“”\"«»]*(?:[\w’'-]+[,\s]+){0,8}[\w’'-]*[\s,]*$")
_NEAR = 40


def citation_behind(text: str, attribution: Attribution, near: Sequence[Citation]) -> Citation | None:
    """Of the citations next to the end of what is reported the one that stands there, or in brackets where its sentence ends."""
    end = attribution.content[-1].end
    for citation in near:
        if attribution.content[-1].start < citation.span.start < end <= citation.span.end:
            return citation
    following = next((c for c in near if c.span.start >= end - 1), None)
    if following is None:
        return None
    between = text[end : following.span.start]
    if len(between) < _NEAR and not re.search(r"\w", between):
        return following
    bracketed = text[following.span.start] in "([" and following.kind in ("source", "press release")
    ends = (
        text[following.span.end : following.span.end + 1] in (".", "", "\n") or text[following.span.end :][:2] == " \n"
    )
    return following if bracketed and ends and len(between) < 2 * _NEAR and _BETWEEN.fullmatch(between) else None


def with_citation(text: str, citation: Citation, links: list[Link]) -> list[Link]:
    """Links with what the citation says of number and date, and with the outlet or the book that it names."""
    if citation.kind in ("verse", "collection"):
        book = Link(
            carrier=citation.target,
            as_written=citation.span.of(text),
            kind="book",
            locator=citation.target,
            evidence=citation.span,
        )
        first = msgspec.structs.replace(links[0], date=None) if citation.kind == "verse" else links[0]
        return [first, book, *links[1:]]
    outlet = carrier_in(citation)
    if outlet is not None:
        name = bare(outlet)
        link = Link(
            carrier=name,
            as_written=outlet,
            kind=kind_of(name) or "newspaper",
            date=citation.date,
            locator=citation.target,
            evidence=citation.span,
        )
        known = next((n for n, known in enumerate(links) if same_carrier(known, link)), None)
        if known is None:
            return [*links, link]
        links[known] = msgspec.structs.replace(
            links[known], date=links[known].date or link.date, locator=citation.target
        )
        return links
    kind: LinkKind = "press release" if citation.kind == "press release" else links[0].kind
    date = links[0].date or citation.date
    return [msgspec.structs.replace(links[0], locator=citation.target or None, kind=kind, date=date), *links[1:]]


def same_carrier(one: Link, other: Link) -> bool:
    """Whether two links are one carrier under names that differ in an article or in capitals."""
    return key(one.carrier) == key(other.carrier)
