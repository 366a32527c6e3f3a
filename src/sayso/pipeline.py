"""The page that tells the whole story: read → attribute → trace → cite → date → verify → judge → report.

Each stage is a plain function from model types to model types. `extract` says who said what, when and through whose
hands; `check` asks a library whether it bears that out; `find` asks it about words that stand in no document. The
extractor is a callable passed in: anything that takes a `Document` and returns an `Extraction` will do. What asks a library,
and what follows a chain, is loaded when it is needed, so that the rest answers sooner.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from sayso import attribution
from sayso.attribution import Extractor
from sayso.model import Attribution, Chain, Check, Document, Extraction, Span, Speaker, Verification
from sayso.text.readers import read_bytes, read_path

if TYPE_CHECKING:
    from sayso.library import Library

__all__ = ["Mouth", "Mouths", "check", "extract", "find", "read_bytes", "read_path"]

Mouth = Callable[[Document, Span], Speaker | None]
"""Whose mouth the words at a place of a source document come from; None where that is not known."""


def extract(
    document: Document, *, extractor: Extractor = attribution.extract, only_attributions: bool = False
) -> Check:
    """Every quotation and reported statement of a document, with its speaker, dates and chain of transmission.

    `only_attributions` stops after the extractor: nothing else is computed. For example, `extract(read_path(path,
    "draft.md")).attributions[0].speaker` is who said the first statement.
    """
    found = extractor(document)
    if only_attributions:
        return Check(document=document, quotations=found.quotations, attributions=found.attributions)
    from sayso.provenance.chains import trace
    from sayso.provenance.citations import find_citations
    from sayso.provenance.contradictions import find_contradictions
    from sayso.provenance.dates import find_dates
    from sayso.provenance.footing import footings
    from sayso.provenance.scripture import scriptural

    dates = find_dates(document)
    citations = find_citations(document, dates)
    chains = trace(document, found.attributions, found.quotations, dates, citations)
    attributions = _dated(found.attributions, chains)
    return Check(
        document=document,
        quotations=scriptural(document.text, found.quotations, citations),
        attributions=attributions,
        chains=chains,
        dates=dates,
        citations=citations,
        footings=footings(document, attributions, citations),
        findings=find_contradictions(document, found.quotations, attributions, dates, citations),
    )


def check(
    document: Document, library: Library, *, extractor: Extractor = attribution.extract, mouth: Mouth | None = None
) -> Check:
    """What `extract` says of a document, and what the library says of each of its statements.

    `mouth` is made from the extractor where it is not given; give one to share what it has read between documents.
    For example, `check(draft, library).verifications[0].verdict` is `"verbatim"` where the words stand in a source.
    """
    from sayso import verification
    from sayso.library.canon import load_canon
    from sayso.provenance.holders import follow
    from sayso.verification.scripture import bear_out

    extracted = extract(document, extractor=extractor)
    statements = Extraction(quotations=extracted.quotations, attributions=extracted.attributions)
    verifications = verification.verify(document, statements, extracted.chains, library, mouth=mouth or Mouths())
    extracted = msgspec.structs.replace(extracted, verifications=verifications, checked=True)
    canons = (load_canon(library.folder, name) for name in ("quran", "bible"))
    verses = bear_out(extracted, *canons)
    return msgspec.structs.replace(
        extracted,
        chains=follow(extracted.chains, verses.verifications, library),
        verifications=verses.verifications,
        citations=verses.citations,
        findings=verses.findings,
    )


def find(
    text: str,
    library: Library,
    *,
    speaker: str | None = None,
    date: str | None = None,
    extractor: Extractor = attribution.extract,
    mouth: Mouth | None = None,
) -> Verification:
    """Where the words of a quotation stand in the library: `find("the tariffs will not rise", library).matches`.

    With a `speaker` it also says whether they stand in that mouth, with a `date` (EDTF) whether the source has another.
    """
    from sayso import verification

    return verification.verify_query(text, speaker, date, library, mouth or Mouths(extractor))


class Mouths:
    """In whose mouth the words at a place of a source stand, remembering what it has read of each source.

    First the speaker of the turn; else whoever the source itself gives those words to, inside marks; else its author.
    """

    # Extractions are small beside their documents; a check of a long draft touches some hundred sources.
    MOST = 512

    def __init__(self, extractor: Extractor = attribution.extract) -> None:
        self._extractor = extractor
        self._extractions: dict[str, Extraction] = {}

    def __call__(self, document: Document, span: Span) -> Speaker | None:
        """The speaker of `span`; None where the document does not say."""
        turn = bisect_right(document.turns, span.start, key=lambda turn: turn.span.start) - 1
        if turn >= 0 and document.turns[turn].span.overlaps(span):
            name = document.turns[turn].speaker
            return Speaker(name=name, as_written=name, role=document.turns[turn].role)
        extraction = self._extraction(document)
        reported = [a for a in extraction.attributions if _mostly(span, a.content)]
        if any(q.role not in ("scare", "title") and _mostly(span, (q.span,)) for q in extraction.quotations):
            # Quoted: the innermost speaker is nearest to the words, and nobody is where the source names none.
            quoted = [a for a in reported if a.kind != "indirect"]
            return min(quoted, key=lambda a: sum(map(len, a.content))).speaker if quoted else None
        if reported:
            return None  # reported without marks: how far these are the speaker's words, nobody can tell
        author = document.origin.author
        return Speaker(name=author, as_written=author) if author else None

    def _extraction(self, document: Document) -> Extraction:
        key = f"{document.id}\0{document.origin.sha256}"
        extraction = self._extractions.get(key)
        if extraction is None:
            if len(self._extractions) >= self.MOST:
                self._extractions.pop(next(iter(self._extractions)))
            extraction = self._extractions[key] = self._extractor(document)
        return extraction


def _mostly(span: Span, parts: tuple[Span, ...]) -> bool:
    """Whether more than half of the span lies in the parts."""
    return 2 * sum(max(0, min(span.end, p.end) - max(span.start, p.start)) for p in parts) > len(span)


def _dated(attributions: tuple[Attribution, ...], chains: tuple[Chain, ...]) -> tuple[Attribution, ...]:
    """The attributions with the date of speaking that their chains begin with, where they had none of their own."""
    said = {chain.attribution: chain.links[0].date for chain in chains if len(chain.links) > 1}
    return tuple(
        msgspec.structs.replace(a, said_on=said[a.id]) if a.said_on is None and said.get(a.id) else a
        for a in attributions
    )
