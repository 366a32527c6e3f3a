"""What the numbers of a statement and of a passage say of each other: in other units of time, of other names, the other way.

Two texts may hold the same numbers and yet say different things with them.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.verification.content import Word, numbers_in
from sayso.verification.kin import FALL, RISE
from sayso.verification.numerals import unify
from sayso.verification.words import word_set

__all__ = ["SPANS", "exchanged", "turned_at", "years_in"]

_YEARS = {"decade": 10, "decades": 10, "century": 100, "centuries": 100}
# Words for many years, which a number of years may stand for.
SPANS = frozenset(_YEARS)
_PARTS = {"half": 2, "quarter": 4}
_BETWEEN = word_set("a an of the past last")
# A direction stands so near to the number that it goes with.
BESIDE = 5


def years_in(words: Sequence[Word]) -> dict[str, str]:
    """The years in what a text tells by decades and centuries, by the number that it has for them.

    `years_in(read_words("three decades, half a century")) == {"3": "30", "half": "50"}`.
    """
    out: dict[str, str] = {}
    for n, word in enumerate(words):
        if word.folded not in SPANS:
            continue
        years = _YEARS[word.folded]
        before = [w.folded for w in words[max(0, n - 3) : n] if w.folded not in _BETWEEN]
        count = before[-1] if before else ""
        number = unify([count])[0] if count else ""
        if count in _PARTS:
            out[count] = str(years // _PARTS[count])
        elif number.isdigit():
            out[number] = str(int(number) * years)
        elif word.folded in ("decade", "century"):
            out[word.folded] = str(years)
    return out


def exchanged(statement: Sequence[Word], passage: Sequence[Word]) -> bool:
    """Whether two numbers have changed places among their names: "67% of Canada's, 73% of Mexico's", and the other way round."""
    mine, theirs = _owners(statement), _owners(passage)
    for one, owner in mine.items():
        for other, second in mine.items():
            if one != other and owner != second and (theirs.get(one), theirs.get(other)) == (second, owner):
                return True
    return False


def _owners(words: Sequence[Word]) -> dict[str, str]:
    """The name that follows each number before the next one does."""
    out: dict[str, str] = {}
    number = None
    for word in words:
        if word.folded[:1].isdigit():
            number = word.folded
        elif word.named and number is not None:
            out.setdefault(number, word.folded.removesuffix("s") if word.possessive else word.folded)
            number = None
    return out


def turned_at(statement: Sequence[Word], passage: Sequence[Word]) -> bool:
    """Whether beside a number that both hold one rises and the other falls: "up nearly 30%" and "dropped 30 percent"."""
    shared = numbers_in(statement) & numbers_in(passage)
    for number in shared:
        mine, theirs = _ways(statement, number), _ways(passage, number)
        if len(mine) == len(theirs) == 1 and mine != theirs:
            return True
    return False


def _ways(words: Sequence[Word], number: str) -> set[str]:
    """Which ways the words beside a number go."""
    out: set[str] = set()
    for n, word in enumerate(words):
        if unify([word.folded]) == (number,):
            beside = {w.folded for w in words[max(0, n - BESIDE) : n + BESIDE + 1]}
            out |= ({"up"} if beside & RISE else set()) | ({"down"} if beside & FALL else set())
    return out
