"""Arabic letters for comparison: vowel marks, tatweel and carriers of hamza folded, and the letters that spellings write or omit.

The Uthmani spelling of the Quran writes as small signs what modern spelling writes as letters ("ٱلۡعَٰلَمِينَ", "العالمين") and
keeps some letters that it drops. A letter here is therefore the set of letters it may stand for, and may be optional.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

__all__ = ["Letter", "has_vowels", "is_arabic", "letters"]

_ALEF, _WAW, _YEH, _HEH, _TEH, _LAM, _NOON = "ا", "و", "ي", "ه", "ت", "ل", "ن"
_DAGGER, _SHADDA = "\u0670", "\u0651"
_SAME = {"أ": _ALEF, "إ": _ALEF, "آ": _ALEF, "ٱ": _ALEF, "ی": _YEH, "ے": _YEH, "ک": "ك", "ہ": _HEH, "ھ": _HEH}
_SMALL = {"\u06e5": _WAW, "\u06e6": _YEH, "\u06e7": _YEH, "\u06e8": _NOON}
_VOWELS = frozenset("\u064b\u064c\u064d\u064e\u064f\u0650\u0652\u06e1")


class Letter(NamedTuple):
    """One letter: what it may stand for, whether a spelling may leave it out, and where it stands in the text."""

    may_be: frozenset[str]
    optional: bool
    at: int
    word: int


def is_arabic(text: str) -> bool:
    """Whether most letters are Arabic: `is_arabic("سلام")`."""
    count = sum(c.isalpha() for c in text)
    return count > 0 and 2 * sum("\u0620" <= c <= "\u06d3" and c.isalpha() for c in text) > count


def has_vowels(text: str) -> bool:
    """Whether short vowels are written."""
    return any(c in _VOWELS for c in text)


def letters(text: str, start: int = 0, end: int | None = None) -> list[Letter]:
    """The letters of `text` from `start` to `end`, less vowels, hamza, tatweel and everything that is no Arabic letter."""
    out: list[Letter] = []
    word = 0
    stop = len(text) if end is None else end
    for at in range(start, stop):
        sign = text[at]
        if sign.isspace():
            word += 1
            continue
        if sign in _SMALL:
            out.append(Letter(frozenset(_SMALL[sign]), True, at, word))
        elif sign == _DAGGER:
            out.append(Letter(frozenset(_ALEF), True, at, word))
        elif (
            sign == _SHADDA
            and len(out) > 1
            and out[-1].may_be == {_LAM}
            and out[-2].at + 1 >= out[-1].at - 1
            and text[out[-2].at] == "ٱ"
        ):
            # The article and a doubled lam: one letter in the Uthmani spelling, two in "الليل".
            out.append(Letter(frozenset(_LAM), True, at, word))
        elif sign in "ءـ" or not ("\u0620" <= sign <= "\u06d3") or unicodedata.category(sign) != "Lo":
            continue
        else:
            out.append(_letter(sign, at, word, text, stop))
    return _with_silent_alefs(out)


def _letter(sign: str, at: int, word: int, text: str, stop: int) -> Letter:
    if sign == "ؤ":
        return Letter(frozenset(_WAW), True, at, word)
    if sign == "ئ":
        return Letter(frozenset(_YEH), True, at, word)
    if sign == "ى":
        return Letter(frozenset((_YEH, _ALEF)), False, at, word)
    if sign == "ة":
        return Letter(frozenset((_HEH, _TEH)), False, at, word)
    if sign == _WAW and _followed_by_dagger(text, at, stop):
        return Letter(frozenset((_WAW, _ALEF)), False, at, word)
    return Letter(frozenset(_SAME.get(sign, sign)), False, at, word)


def _followed_by_dagger(text: str, at: int, stop: int) -> bool:
    for sign in text[at + 1 : min(stop, at + 4)]:
        if sign == _DAGGER:
            return True
        if unicodedata.category(sign) != "Mn":
            return False
    return False


def _with_silent_alefs(found: list[Letter]) -> list[Letter]:
    """The alef after a verb's final waw is written by most spellings and spoken by none."""
    for n, letter in enumerate(found):
        last = n + 1 == len(found) or found[n + 1].word != letter.word
        if n and last and letter.may_be == {_ALEF} and _WAW in found[n - 1].may_be and found[n - 1].word == letter.word:
            found[n] = letter._replace(optional=True)
    return found
