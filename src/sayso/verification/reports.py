"""Statements without marks, verified by their content: whether a source carries their substance, in whatever words."""

from __future__ import annotations

from sayso.model import Verification
from sayso.verification.answers import NEAR, Answers, spoken_by
from sayso.verification.cautions import holder_cautions
from sayso.verification.claims import Claim
from sayso.verification.held import Reader
from sayso.verification.paraphrase import METHOD as CONTENT
from sayso.verification.paraphrase import Paraphrases, Passage
from sayso.verification.sources import Barred

__all__ = ["Reports"]


class Reports:
    """The reports of one document: `Reports(text, paraphrases, barred, reader, answers).verify(claim).method == "content"`."""

    def __init__(self, text: str, paraphrases: Paraphrases, barred: Barred, reader: Reader, answers: Answers) -> None:
        self._text = text
        self._paraphrases = paraphrases
        self._barred = barred
        self._reader = reader
        self._answers = answers

    def verify(self, claim: Claim) -> Verification:
        """The verification of one statement: its substance is found, or it is not; its wording is not judged."""
        passages = self._paraphrases.search(self._text, claim)
        if passages is None:
            why = "content: too few names, numbers and telling words to be looked for without marks"
            return self._answers.give(claim, "not-checkable", why, method=CONTENT)
        good = _believed(passages)
        if good:
            return self._found(claim, good)
        refused = self._answers.cannot_be_held(claim)
        if refused is not None:
            return self._answers.give(claim, "not-checkable", refused, method=CONTENT)
        near = [p for p in passages if p.carried.share >= 0.5][:NEAR]
        why = f"nothing in this library of {self._barred.searched} documents carries its content"
        if near and near[0].carried.fault and near[0].held.person is not False:
            why += f"; the nearest passage is shown: {near[0].carried.fault}"
        return self._answers.give(claim, "not-found", why, also=tuple(p.held.match() for p in near), method=CONTENT)

    def again(self, claim: Claim) -> Verification | None:
        """The verification of a statement not found at first, where a document that others were found in carries it."""
        good = _believed(self._paraphrases.search(self._text, claim, again=True) or [])
        return self._found(claim, good) if good else None

    def _found(self, claim: Claim, good: list[Passage]) -> Verification:
        self._answers.reported[good[0].held.document.id] += 1
        held = [p.held for p in good]
        held[0] = self._reader.listen(held[0], claim.speaker) if held[0].mouth is None else held[0]
        why = f"the passage carries its content: {good[0].carried.terms} of its telling words{spoken_by(held[0])}"
        matches = tuple(h.match() for h in held)
        cautions = holder_cautions(claim.said_on, held)
        return self._answers.give(claim, "paraphrased", why, matches[:1], matches[1:NEAR], cautions, method=CONTENT)


def _believed(passages: list[Passage]) -> list[Passage]:
    return [p for p in passages if p.convinces and p.held.person is not False]
