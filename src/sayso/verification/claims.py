"""What a document claims that somebody said: one claim per attribution, and per statement quotation without one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from sayso.model import Attribution, Chain, Document, Extraction, Quotation, Span, Speaker

__all__ = ["Claim", "read_claims"]


class Claim(NamedTuple):
    """One thing to verify. `spans` are the parts inside marks, in order (of an indirect statement its content).

    `fragments` means that each part is a quotation of its own (the marked parts of a mixed report), so that they need
    not stand together in the source. `near` is the day that the document gives to what the same speaker said before this, where
    it gives none to this.
    """

    attribution: str | None
    spans: tuple[Span, ...]
    speaker: Speaker | None = None
    said_on: str | None = None
    indirect: bool = False
    fragments: bool = False
    near: str | None = None


def read_claims(document: Document, extraction: Extraction, chains: tuple[Chain, ...] = ()) -> list[Claim]:
    """The claims of a document in order of appearance: `len(read_claims(document, extraction)) == 12`."""
    dates = {c.attribution: c.links[0].date for c in chains if c.links and c.links[0].kind != "document"}
    quotations = sorted(extraction.quotations, key=lambda q: q.span.start)
    owned: dict[str | None, list[Quotation]] = {}
    for quotation in quotations:
        owned.setdefault(quotation.attribution, []).append(quotation)
    claims = [_of_attribution(a, owned.get(a.id, []), quotations, dates.get(a.id)) for a in extraction.attributions]
    # The document's own date says when it was written, not when the words were spoken.
    own = document.origin.published
    claims = [c._replace(said_on=None) if c.said_on == own else c for c in claims]
    known = {a.id for a in extraction.attributions}
    for quotation in extraction.quotations:
        if quotation.role == "statement" and quotation.attribution not in known and len(quotation.span):
            claims.append(Claim(None, (quotation.span,)))
    size = len(document.text)
    usable = [c for c in claims if c.spans and all(s.end <= size for s in c.spans)]
    return _with_days(sorted(usable, key=lambda c: (c.spans[0].start, c.spans[-1].end)))


def _with_days(claims: list[Claim]) -> list[Claim]:
    """Claims in order, each with the day of what its speaker said last: "Kallas said in May ... She said ..."."""
    last: dict[str, str] = {}
    out: list[Claim] = []
    for claim in claims:
        name = claim.speaker.name if claim.speaker else None
        if name is not None and claim.said_on is not None:
            last[name] = claim.said_on
        out.append(claim._replace(near=last.get(name)) if name is not None and claim.said_on is None else claim)
    return out


def _of_attribution(
    attribution: Attribution, own: Sequence[Quotation], quotations: Sequence[Quotation], date: str | None
) -> Claim:
    """The claim of an attribution with quotations of its `own`, among all of them in order."""
    claim = Claim(
        attribution.id,
        tuple(s for s in attribution.content if len(s)),
        attribution.speaker,
        attribution.said_on or date,
        attribution.kind == "indirect",
    )
    if attribution.kind == "indirect":
        return claim
    if attribution.kind == "direct":
        spans = sorted(q.span for q in own if len(q.span))
        return claim._replace(spans=tuple(spans)) if spans else claim
    first = bisect_left(quotations, min((c.start for c in attribution.content), default=0), key=lambda q: q.span.start)
    last = bisect_left(quotations, max((c.end for c in attribution.content), default=0), key=lambda q: q.span.start)
    marked = _outermost([q for q in quotations[first:last] if any(c.covers(q.span) for c in attribution.content)])
    if not marked:
        return claim._replace(indirect=True)
    whole = len(claim.spans) == len(marked) and all(
        len(c) - len(q.span) <= 6 for c, q in zip(claim.spans, marked, strict=True)
    )
    return claim._replace(spans=tuple(q.span for q in marked), fragments=not whole)


def _outermost(quotations: list[Quotation]) -> list[Quotation]:
    ordered = sorted(quotations, key=lambda q: (q.span.start, -q.span.end))
    out: list[Quotation] = []
    for quotation in ordered:
        if len(quotation.span) and (not out or quotation.span.start >= out[-1].span.end):
            out.append(quotation)
    return out
