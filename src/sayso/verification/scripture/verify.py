"""Verses of a document verified against the canons of a library, letter by letter, with their references.

What is not in question stays as it was: a statement of a living speaker is only taken for a verse where it is given as
one, or is one. A rendering in another language is never judged by the letters of the original.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from sayso.library.canon import Canon
from sayso.model import Check, Citation, Finding, Span, Verification
from sayso.text.scripture import Found, find_references
from sayso.verification.scripture.answers import Answer, answer
from sayso.verification.scripture.bible import compare_rendering
from sayso.verification.scripture.passages import beside, gaps_in, is_arabic, ornate, unmarked_runs
from sayso.verification.scripture.places import CanonWords, words_of

__all__ = ["Borne", "bear_out"]

_SUGGESTED = 5
_BESIDE = 10


class Borne(NamedTuple):
    """A check's verifications, citations and findings, with what the canons say of them."""

    verifications: tuple[Verification, ...]
    citations: tuple[Citation, ...]
    findings: tuple[Finding, ...]


def bear_out(check: Check, quran: Canon | None, bible: Canon | None) -> Borne:
    """What a library's canons say of the verses in a check: `bear_out(check, quran, None).verifications`.

    The verification of a verse takes the place of the one made from the sources; a reference under which the words do
    not stand becomes a fault of its citation, and Arabic words of a verse that nothing marks are suggested.
    """
    text = check.document.text
    references = find_references(text)
    if not references and quran is None:
        return Borne(check.verifications, check.citations, check.findings)
    desk = _Desk(check, references, words_of(quran) if quran else None, bible)
    return desk.done()


class _Desk:
    def __init__(self, check: Check, references: list[Found], quran: CanonWords | None, bible: Canon | None) -> None:
        self._check = check
        self._text = check.document.text
        self._quran, self._bible = quran, bible
        self._of_quran = [r for r in references if r.reference.canon == "quran"]
        self._of_bible = [r for r in references if r.reference.canon == "bible"]
        self._roles = {q.attribution: q.role for q in check.quotations if q.attribution}
        self._ornate = ornate(self._text)
        self._verses = [s for v in check.verifications for s in v.quotation if is_arabic(s.of(self._text))]
        free = [s for s in self._ornate if not any(s.overlaps(v) for v in self._verses)]
        self._verses = sorted([*self._verses, *free])
        self._free = free
        self._faults: dict[Span, str] = {}
        self._findings: list[Finding] = []

    def done(self) -> Borne:
        out = [self._verified(v) for v in self._check.verifications]
        if self._quran is not None:
            for span in self._free:
                answered = self._answer(self._quran, span, claimed=True)
                if answered is not None:
                    out.append(answered.verification(None, self._check.verifications))
            out.sort(key=lambda v: (v.quotation[0].start, v.quotation[-1].end) if v.quotation else (0, 0))
            self._suggest(self._quran)
        findings = sorted((*self._check.findings, *self._findings), key=lambda f: f.spans[0])
        return Borne(tuple(out), tuple(map(self._faulted, self._check.citations)), tuple(findings))

    def _verified(self, verification: Verification) -> Verification:
        """One verification, replaced where its words are scripture."""
        if not verification.quotation:
            return verification
        span = Span(verification.quotation[0].start, verification.quotation[-1].end)
        words = span.of(self._text)
        scripture = self._roles.get(verification.attribution or "") == "scripture"
        if not is_arabic(words):
            return self._rendering(verification, span, scripture)
        if self._quran is None or (len(verification.quotation) > 1 and "\n\n" in words):
            return verification
        named = beside(self._text, span, self._of_quran, self._verses) is not None
        claimed = named or any(o.overlaps(span) for o in self._ornate)
        found = self._answer(self._quran, span, claimed=claimed)
        if found is None:
            return verification
        unsettled = verification.verdict in ("not-found", "not-checkable", "paraphrased")
        if found.verdict == "not-found" and not (claimed and unsettled):
            return verification
        if not claimed and not (found.faithful and (scripture or unsettled)):
            return (
                verification
                if not (scripture and unsettled)
                else found.verification(verification.attribution, (verification,))
            )
        return found.verification(verification.attribution, (verification,), quotation=verification.quotation)

    def _rendering(self, verification: Verification, span: Span, scripture: bool) -> Verification:
        if verification.verdict in ("verbatim", "edited"):
            return verification
        ends = [part.end for part in verification.quotation]
        near = next((r for r in self._of_quran if any(0 <= r.span.start - end <= _BESIDE for end in ends)), None)
        if near is None and scripture:
            near = beside(self._text, span, self._of_quran, ())
        if near is not None:
            why = (
                f"translation: a rendering of {near.reference}; only the Arabic words can be verified letter by letter"
            )
            return msgspec.structs.replace(
                verification, verdict="not-checkable", why=why, critical=(), matches=(), also=(), cautions=()
            )
        reference = beside(self._text, span, self._of_bible, ())
        if reference is None or self._bible is None:
            return verification
        return compare_rendering(self._text, verification, reference.reference, self._bible)

    def _answer(self, quran: CanonWords, span: Span, *, claimed: bool) -> Answer | None:
        written, gaps = gaps_in(self._text, span)
        if not written:
            return None
        named = beside(self._text, span, self._of_quran, self._verses)
        found = answer(quran, self._text, span, written, gaps, named.reference if named else None)
        if named is not None and found.elsewhere:
            fault = f"the words stand at {found.elsewhere}, not at {named.reference}"
            self._faults[named.span] = fault
            message = f"The words stand at {found.elsewhere} in the text of this library, not at {named.reference}."
            self._findings.append(Finding(kind="reference", spans=(span, named.span), message=message))
        return found

    def _suggest(self, quran: CanonWords) -> None:
        """Unmarked words that are a verse's: suggested, never judged."""
        taken = [*self._verses, *(r.span for r in self._of_quran)]
        for span in unmarked_runs(self._text, taken):
            written, _ = gaps_in(self._text, span)
            first = 0
            while first + _SUGGESTED <= len(written):
                run = next(iter(quran.runs(written, first)), None)
                if run is None or run.last - run.first < _SUGGESTED:
                    first += 1
                    continue
                verse = quran.verses[quran.verse_at(run.start)]
                words = " ".join(written[run.first : run.last])
                at = self._text.find(written[run.first], span.start)
                message = f"Words of Quran {verse.chapter}:{verse.number}, perhaps, without marks or reference: {words}"
                place = Span(at, min(span.end, at + len(words))) if at >= 0 else span
                self._findings.append(Finding(kind="suggestion", spans=(place,), message=message))
                first = run.last

    def _faulted(self, citation: Citation) -> Citation:
        fault = next((f for span, f in self._faults.items() if span.overlaps(citation.span)), None)
        return msgspec.structs.replace(citation, faults=(*citation.faults, fault)) if fault else citation
