"""Numbers, symbols and short forms in one form, so that "$2.9bn", "30%" and "Jan. 6th" read as their words do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from sayso.text.dates import month_of
from sayso.text.folding import fold_word
from sayso.verification.numerals import is_number, unify
from sayso.verification.words import ABBREVIATIONS, INITIALS

__all__ = ["bare_sum", "cardinal", "is_day", "symbols"]


def cardinal(word: str) -> str:
    """A day of a month as a plain number: `cardinal("6th") == "6"`."""
    return _DAY.sub(r"\1", word)


def is_day(words: Sequence[str]) -> bool:
    """Whether these are the one word of a day of a month, as a number or an ordinal."""
    return len(words) == 1 and cardinal(words[0]).isdigit()


def bare_sum(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two sums are the same but for the name of the currency, which a sign can stand for."""
    return [w for w in one if w != "dollars"] == [w for w in other if w != "dollars"]


@lru_cache(maxsize=1024)
def symbols(words: tuple[str, ...], around: str) -> tuple[str, ...]:
    """The words with symbols, short forms and numbers in one form, for comparison."""
    text = _SCALE.sub(lambda m: f" {_SCALES[m[0].lower()]}", around).replace("%", " percent ").replace("&", " and ")
    if "U" in text:
        for short, full in INITIALS:
            text = short.sub(f" {full} ", text)
    tokens = _TOKEN.findall(text) if text.strip() else list(words)
    plain = [ABBREVIATIONS.get(fold_word(t), t) if fold_word(t) not in _SPOKEN else t for t in tokens]
    plain = [cardinal(t) if n and month_of(fold_word(plain[n - 1])) else t for n, t in enumerate(plain)]
    return tuple(fold_word(t) if not is_number(t) else t for t in unify(plain))


# What stands right after the digits of a sum: "$2.9bn".
_SCALE = re.compile(r"\A(?:k|mn?|bn?|tn)\b", re.IGNORECASE)
_SCALES = {"k": "thousand", "m": "million", "mn": "million", "b": "billion", "bn": "billion", "tn": "trillion"}
# "January 6th" is "Jan. 6".
_DAY = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)$")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*\w*|[^\W_]+(?:['’.][^\W_]+)*")
# Spoken forms are wording: their change is seen, though it is never critical.
_SPOKEN = frozenset(["gonna", "wanna", "gotta", "em", "cause", "till"])
