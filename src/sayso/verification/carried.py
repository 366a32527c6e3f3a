"""Whether a passage carries a reported statement: how much of its content, and what speaks against it.

A passage that lacks a number or name of the statement, denies what it affirms, or says the opposite does not carry it,
however many words they share. Doubt is always against the passage.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sayso.verification.content import DENYING, Term, Word, numbers_in, soft
from sayso.verification.figures import SPANS, exchanged, otherwise, turned_at
from sayso.verification.kin import CAPITALS, FALL, RISE
from sayso.verification.passages import NEAR_COUNTS
from sayso.verification.speakers import names_alike
from sayso.verification.words import are_opposites

__all__ = ["Carried", "carried"]


class Carried(NamedTuple):
    """What a passage holds of a statement: the `share` of its weight, that weight in `bits`, how many `terms`,
    of these the `same` in the very form, and the first `fault`, if any; whether that is that it `contradicts` the statement."""

    share: float
    bits: float
    terms: int
    same: int
    fault: str | None
    contradicts: bool = False


def carried(
    terms: Sequence[Term],
    weights: Sequence[float],
    statement: Sequence[Word],
    passage: Sequence[Word],
    around: Callable[[], frozenset[str]],
    told: Callable[[str], bool],
    exempt: frozenset[str],
    bears: frozenset[str] = frozenset(),
) -> Carried:
    """What `passage` carries of `statement`.

    `around` gives the folded words about the passage and in its document's heading, where a name may stand that the passage
    has as a pronoun, `told` says whether the document has a name anywhere; `exempt` are the words of the speaker's own name,
    `bears` the numbers of a date that its document bears.
    """
    units, spelled = otherwise(statement), set(otherwise(passage).values())
    numbers = numbers_in(passage)
    held, whole, count, very, fault = 0.0, 0.0, 0, 0, None
    found_words: list[list[Word]] = []
    for term, weight in zip(terms, weights, strict=True):
        same = [w for w in passage if w.folded in term.forms]
        alike = same or [w for w in passage if w.folded in term.near and w.denied == term.word.denied]
        found_words.append(alike)
        spoken = not alike and _in_other_units(term, units, numbers, spelled)
        if term.word.folded in exempt and not alike:
            continue
        whole += weight
        held += weight * (1.0 if same or spoken else NEAR_COUNTS if alike else 0.0)
        count += bool(alike) or spoken
        very += any(w.folded == term.word.folded for w in same)
        if term.word.named and not alike and not _name_is_about(term, statement, passage, around, told):
            fault = fault or f"the passage does not name “{term.word.folded}”"
    missing = {n for n in numbers_in(statement) - numbers - spelled - bears if units.get(n) not in numbers}
    if missing:
        fault = f"the passage has no “{sorted(missing)[0]}”"
    share = held / whole if whole else 0.0
    against = None if fault else _against(terms, found_words, statement, passage)
    return Carried(share, held, count, very, fault or against, against is not None)


def _in_other_units(term: Term, units: dict[str, str], numbers: set[str], spelled: set[str]) -> bool:
    """Whether the passage has in years or percent what the statement has in decades or as "nine in ten", or the other way round."""
    if term.word.folded in SPANS:
        return any(value in numbers for value in units.values())
    return term.number and (bool(term.forms & spelled) or any(units.get(f) in numbers for f in term.forms))


def _name_is_about(
    term: Term,
    statement: Sequence[Word],
    passage: Sequence[Word],
    around: Callable[[], frozenset[str]],
    told: Callable[[str], bool],
) -> bool:
    """Whether a name that the passage does not hold is what it speaks of all the same."""
    name = term.word
    if soft(name):
        return True
    if len(name.folded) <= 6 and name.folded in "".join(w.folded[:1] for w in passage if w.named):
        return True  # "WTO" where the passage writes it out
    if any(w.named and names_alike(name.folded, w.folded) for w in passage) or term.forms & around():
        return True
    if name.folded in CAPITALS and any(w.folded in _WE for w in passage):
        return True  # "Washington" where its officials say "we"
    return _has_other_part(name, statement, passage) and told(name.folded)


_WE = frozenset(["we", "our", "us", "ours"])


def _has_other_part(name: Word, statement: Sequence[Word], passage: Sequence[Word]) -> bool:
    """Whether the passage has the other part of a full name: "Jon" of "Jon Finer"."""
    there = {w.folded for w in passage if w.named}
    at = next((n for n, w in enumerate(statement) if w.folded.startswith(name.folded) and w.named), None)
    if at is None:
        return False
    return any(
        0 <= n < len(statement) and statement[n].named and statement[n].folded in there for n in (at - 1, at + 1)
    )


def _against(
    terms: Sequence[Term], found: Sequence[Sequence[Word]], statement: Sequence[Word], passage: Sequence[Word]
) -> str | None:
    """What in the passage says otherwise: a negation on one side only, a mere possibility, an opposite."""
    both = [(t, ws) for t, ws in zip(terms, found, strict=True) if ws and not t.number and not t.word.named]
    if _denies(both):
        return "one of the two denies what the other says"
    if any(t.word.certain and all(w.possible for w in ws) for t, ws in both):
        return "the passage says only that it may be"
    denied_here = any(w.denied for w in statement)
    met = any(t.word.denied and any(w.denied for w in ws) for t, ws in both)
    if denied_here and not met and not any(w.denied or w.folded in DENYING for w in passage):
        return "the statement denies something, the passage does not"
    if any(
        not words and not term.number and _denied_near(term, passage) for term, words in zip(terms, found, strict=True)
    ):
        return "one of the two denies what the other says"
    if exchanged(statement, passage):
        return "the passage has the numbers of other names"
    if turned_at(statement, passage):
        return "the passage says the opposite"
    here = {w.folded for w in statement}
    there = {w.folded for w in passage}
    for one, other in ((RISE, FALL), (FALL, RISE)):
        if here & one and not here & other and there & other and not there & one:
            return "the passage says the opposite"
    for term, words in zip(terms, found, strict=True):
        if not words and any(are_opposites(term.word.folded, w) for w in there - here):
            return "the passage says the opposite"
    return None


def _denies(both: Sequence[tuple[Term, Sequence[Word]]]) -> bool:
    """Whether a negation of one side has no like on the other: of the words that it reaches, one must be denied there too."""
    scopes: dict[int, bool] = {}
    shared: set[int] = set()
    for term, words in both:
        if term.word.denied:
            there = [w.denier for w in words if w.denied]
            shared.update(there)
            scopes[term.word.denier] = scopes.get(term.word.denier, False) or bool(there)
    return not all(scopes.values()) or any(
        all(w.denied and w.denier not in shared for w in words) for term, words in both if not term.word.denied
    )


def _denied_near(term: Term, passage: Sequence[Word]) -> bool:
    """Whether the passage has only a like word for this one, and denies it: "will not stop" where the statement has "would end"."""
    near = [w for w in passage if w.folded in term.near]
    return bool(near) and all(w.denied != term.word.denied for w in near)
