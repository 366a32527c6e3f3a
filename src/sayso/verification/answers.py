"""How an answer is put: the verdict with its reason, what was searched, and what is shown where nothing was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sayso.model import Caution, CriticalChange, Match, Searched, Verification
from sayso.model.types import Verdict
from sayso.verification.claims import Claim
from sayso.verification.held import Held
from sayso.verification.languages import Languages, Scripts, is_translated
from sayso.verification.sources import Barred

__all__ = ["METHOD", "NEAR", "Answers", "spoken_by"]

METHOD = "every sequence of 3 and of 2 words, then word by word; case, marks and spelling variants folded"
# How many places that come near are shown where nothing was found.
NEAR = 3


class Answers:
    """Puts the answers on one page, and remembers which documents its quotations were found in (`quoted`), and which hold what
    it reports of their speakers (`reported`)."""

    def __init__(self, text: str, barred: Barred, scripts: Scripts, languages: Languages) -> None:
        self._text = text
        self._barred = barred
        self._scripts = scripts
        self._languages = languages
        self.quoted: Counter[str] = Counter()
        self.reported: Counter[str] = Counter()

    def give(
        self,
        claim: Claim,
        verdict: Verdict,
        why: str,
        matches: tuple[Match, ...] = (),
        also: tuple[Match, ...] = (),
        cautions: tuple[Caution, ...] = (),
        critical: tuple[CriticalChange, ...] = (),
        method: str = METHOD,
    ) -> Verification:
        """The verification of one claim."""
        if verdict not in ("not-found", "not-checkable", "paraphrased"):
            self.quoted.update({m.document for m in matches})
        return Verification(
            attribution=claim.attribution,
            quotation=claim.spans,
            verdict=verdict,
            why=why,
            searched=Searched(documents=self._barred.searched, method=method, excluded=self._barred.excluded),
            critical=critical,
            cautions=cautions,
            matches=matches,
            also=also,
        )

    def missing(self, claim: Claim, near: Sequence[Held]) -> Verification:
        """Words that stand nowhere, with the places that come nearest (or hold parts of them) to look at."""
        refused = self.cannot_be_held(claim)
        if refused is not None:
            return self.give(claim, "not-checkable", refused)
        why = f"nowhere in this library of {self._barred.searched} documents"
        return self.give(claim, "not-found", why, also=tuple(h.match() for h in near))

    def cannot_be_held(self, claim: Claim) -> str | None:
        """Why this library cannot hold the words, whoever spoke them; `None` where it could."""
        words = " ".join(s.of(self._text) for s in claim.spans)
        script = self._scripts.lacks(words)
        if script is not None:
            return f"script: the library has nothing in {script.capitalize()} script"
        if is_translated(self._text, claim.spans[0]):
            return "translation: the document says these words are translated"
        other = self._languages.differ(words, claim.speaker, claim.said_on)
        return f"translation: {other}" if other is not None else None


def spoken_by(held: Held) -> str:
    """Who speaks the words where they stand, as the end of a reason: ", spoken by MS. ODUYA"; nothing where only others quote them."""
    who = held.turn.speaker if held.turn else held.mouth.name if held.mouth else None
    return f", spoken by {who}" if who and held.holder == "primary" else ""
