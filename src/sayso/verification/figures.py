"""What the numbers of a statement and of a passage say of each other: in other units, of other names, the other way.

Two texts may hold the same numbers and yet say different things with them.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.verification.content import Word, numbers_in
from sayso.verification.kin import FALL, RISE
from sayso.verification.numerals import unify
from sayso.verification.words import word_set

__all__ = ["SPANS", "exchanged", "otherwise", "turned_at"]

_YEARS = {"decade": 10, "decades": 10, "century": 100, "centuries": 100}
# Words for many years, which a number of years may stand for.
SPANS = frozenset(_YEARS)
_PARTS = {"half": 2, "quarter": 4}
_BETWEEN = word_set("a an of the past last")
_OUT_OF = word_set("in of out every")
# A direction stands so near to the number that it goes with.
BESIDE = 5


def otherwise(words: Sequence[Word]) -> dict[str, str]:
    """Decades and centuries in years, and so many of so many in percent, by the numbers that a text has for them.

    `otherwise(read_words("half a century ago, nine in ten boats")) == {"half": "50", "9": "90", "10": "90"}`.
    """
    out: dict[str, str] = {}
    for n, word in enumerate(words):
        before = [w.folded for w in words[max(0, n - 4) : n]]
        if word.folded in SPANS:
            out |= _in_years(word.folded, [w for w in before[-3:] if w not in _BETWEEN])
        elif before and before[-1] in _OUT_OF:
            out |= _in_percent([w for w in before if w not in _OUT_OF], word.folded)
    return out


def _in_years(span: str, before: Sequence[str]) -> dict[str, str]:
    years, count = _YEARS[span], before[-1] if before else ""
    number = _digits(count)
    if count in _PARTS:
        return {count: str(years // _PARTS[count])}
    if number:
        return {str(number): str(number * years)}
    return {span: str(years)} if span in ("decade", "century") else {}


def _in_percent(before: Sequence[str], whole: str) -> dict[str, str]:
    part, of = _digits(before[-1] if before else ""), _digits(whole)
    if not part or not of or part >= of or 100 * part % of or of > 100:
        return {}
    return dict.fromkeys((str(part), str(of)), str(100 * part // of))


def _digits(word: str) -> int:
    """The value of a word that is a whole number, 0 for any other."""
    value = unify([word])[0] if word else ""
    return int(value) if value.isdigit() and len(value) < 6 else 0


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
