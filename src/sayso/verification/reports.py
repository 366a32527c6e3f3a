"""Statements without marks, verified by their content: whether a source carries their substance, in whatever words."""

from __future__ import annotations

from sayso.model import Verification
from sayso.verification.answers import NEAR, Answers, spoken_by
from sayso.verification.cautions import holder_cautions
from sayso.verification.claims import Claim
from sayso.verification.held import Reader
from sayso.verification.paraphrase import METHOD as CONTENT
from sayso.verification.paraphrase import Paraphrases
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
        good = [p for p in passages if p.convinces and p.held.person is not False]
        if not good:
            refused = self._answers.cannot_be_held(claim)
            if refused is not None:
                return self._answers.give(claim, "not-checkable", refused, method=CONTENT)
            near = [p for p in passages if p.carried.share >= 0.5][:NEAR]
            why = f"nothing in this library of {self._barred.searched} documents carries its content"
            if near and near[0].carried.fault and near[0].held.person is not False:
                why += f"; the nearest passage is shown: {near[0].carried.fault}"
            return self._answers.give(claim, "not-found", why, also=tuple(p.held.match() for p in near), method=CONTENT)
        held = [p.held for p in good]
        held[0] = self._reader.listen(held[0], claim.speaker) if held[0].mouth is None else held[0]
        why = f"the passage carries its content: {good[0].carried.terms} of its telling words{spoken_by(held[0])}"
        matches = tuple(h.match() for h in held)
        return self._answers.give(
            claim,
            "paraphrased",
            why,
            matches[:1],
            matches[1:NEAR],
            holder_cautions(claim.said_on, held),
            method=CONTENT,
        )
