"""Whether a passage carries a reported statement: how much of its content, and what speaks against it.

A passage that lacks a number or name of the statement, denies what it affirms, or says the opposite does not carry it,
however many words they share. Doubt is always against the passage.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sayso.verification.content import DENYING, Term, Word, numbers_in, soft
from sayso.verification.kin import FALL, RISE
from sayso.verification.passages import NEAR_COUNTS
from sayso.verification.speakers import names_alike
from sayso.verification.words import are_opposites

__all__ = ["Carried", "carried"]


class Carried(NamedTuple):
    """What a passage holds of a statement: the `share` of its weight, that weight in `bits`, how many `terms`,
    of these the `same` in the very form, and the first `fault`, if any."""

    share: float
    bits: float
    terms: int
    same: int
    fault: str | None


def carried(
    terms: Sequence[Term],
    weights: Sequence[float],
    statement: Sequence[Word],
    passage: Sequence[Word],
    around: Callable[[], frozenset[str]],
    exempt: frozenset[str],
    bears: frozenset[str] = frozenset(),
) -> Carried:
    """What `passage` carries of `statement`.

    `around` gives the folded words about the passage and in its document's heading, where a name may stand that the passage
    has as a pronoun; `exempt` are the words of the speaker's own name, `bears` the numbers of a date that its document bears.
    """
    held, whole, count, very, fault = 0.0, 0.0, 0, 0, None
    found_words: list[list[Word]] = []
    for term, weight in zip(terms, weights, strict=True):
        same = [w for w in passage if w.folded in term.forms]
        alike = same or [w for w in passage if w.folded in term.near and w.denied == term.word.denied]
        found_words.append(alike)
        if term.word.folded in exempt and not alike:
            continue
        whole += weight
        held += weight * (1.0 if same else NEAR_COUNTS if alike else 0.0)
        count += bool(alike)
        very += any(w.folded == term.word.folded for w in same)
        if term.word.named and not alike and not _name_is_about(term.word, passage, around):
            fault = fault or f"the passage does not name “{term.word.folded}”"
    missing = numbers_in(statement) - numbers_in(passage) - bears
    if missing:
        fault = f"the passage has no “{sorted(missing)[0]}”"
    share = held / whole if whole else 0.0
    return Carried(share, held, count, very, fault or _against(terms, found_words, statement, passage))


def _name_is_about(name: Word, passage: Sequence[Word], around: Callable[[], frozenset[str]]) -> bool:
    if soft(name):
        return True
    if len(name.folded) <= 6 and name.folded in "".join(w.folded[:1] for w in passage if w.named):
        return True  # "WTO" where the passage writes it out
    return any(w.named and names_alike(name.folded, w.folded) for w in passage) or name.folded in around()


def _against(
    terms: Sequence[Term], found: Sequence[Sequence[Word]], statement: Sequence[Word], passage: Sequence[Word]
) -> str | None:
    """What in the passage says otherwise: a negation on one side only, a mere possibility, an opposite."""
    denied_here = any(w.denied for w in statement)
    met = False
    for term, words in zip(terms, found, strict=True):
        if not words or term.number or term.word.named:
            continue
        if all(w.denied != term.word.denied for w in words):
            return "one of the two denies what the other says"
        met = met or (term.word.denied and any(w.denied for w in words))
        if term.word.certain and all(w.possible for w in words):
            return "the passage says only that it may be"
    if denied_here and not met and not any(w.denied or w.folded in DENYING for w in passage):
        return "the statement denies something, the passage does not"
    here = {w.folded for w in statement}
    there = {w.folded for w in passage}
    for one, other in ((RISE, FALL), (FALL, RISE)):
        if here & one and not here & other and there & other and not there & one:
            return "the passage says the opposite"
    for term, words in zip(terms, found, strict=True):
        if not words and any(are_opposites(term.word.folded, w) for w in there - here):
            return "the passage says the opposite"
    return None
