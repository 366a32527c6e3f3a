"""Numbers by value: "20", "twenty" and "20.0" are one number; "3.5" and "35" are two, though they fold alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from sayso.verification.words import word_set

__all__ = ["is_number", "number_value", "unify"]

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_DECADES = "twenty thirty forty fifty sixty seventy eighty ninety"
_PLACES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
_UNITS = {word: value for value, word in enumerate(_ONES.split())}
_TENS = {word: 10 * value for value, word in enumerate(_DECADES.split(), 2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
_ORDINALS = {word: value for value, word in enumerate(_PLACES.split(), 1)}
_OTHERS = word_set("""dozen dozens double triple twice half quarter hundreds thousands millions billions trillions""")
_GROUPED = re.compile(r"\d{1,3}(?:[,٬]\d{3})+(?:[.٫]\d+)?$")
_DIGITS = re.compile(r"(\d+(?:[.,٫٬]\d+)*)(st|nd|rd|th|k|m|mn|bn|b|tn|s)?$", re.IGNORECASE)


def number_value(word: str) -> Decimal | None:
    """The value of a number written in digits, `None` for anything else: `number_value("1,200") == 1200`."""
    match = _DIGITS.match(word)
    if match is None:
        return None
    digits = match.group(1)
    plain = re.sub("[,٬]", "", digits) if _GROUPED.match(digits) else re.sub("[,٫]", ".", digits)
    try:
        return Decimal(plain) * _SHORT.get((match.group(2) or "").lower(), 1)
    except InvalidOperation:
        return None


def is_number(word: str) -> bool:
    """Whether a word is a number or a part of one: digits anywhere, or a number word."""
    word = word.lower()
    if any(map(str.isdigit, word)):
        return True
    return word in _UNITS or word in _TENS or word in _SCALES or word in _ORDINALS or word in _OTHERS


def unify(words: Sequence[str]) -> tuple[str, ...]:
    """The words with every number written as its value, so that equal numbers compare equal.

    `unify(["twenty", "five", "million", "people"]) == ("25000000", "people")`; ordinals become "3rd".
    """
    out: list[str] = []
    at = 0
    lower = [w.lower() for w in words]
    while at < len(lower):
        word = lower[at]
        if not _begins_number(word):
            out.append(f"{_ORDINALS[word]}th" if word in _ORDINALS else word)
            at += 1
            continue
        value, end = _read(lower, at)
        if value is not None:
            out.append(_plain(value))
            at = end
        elif re.fullmatch(r"\d+(st|nd|rd|th)", lower[at]):
            out.append(lower[at][:-2] + "th")
            at += 1
        else:
            out.append(lower[at])
            at += 1
    return tuple(out)


def _begins_number(word: str) -> bool:
    return word in _UNITS or word in _TENS or word[:1].isdigit()


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _read(words: list[str], at: int) -> tuple[Decimal | None, int]:
    """The number that begins at `at`, and where it ends: units, tens, scales and digits together."""
    total, current, end = Decimal(0), Decimal(0), at
    read = False
    while end < len(words):
        word = words[end]
        if word in _UNITS and (
            not read or words[end - 1] in _TENS or words[end - 1] in _SCALES or words[end - 1] == "and"
        ):
            current += _UNITS[word]
        elif word in _TENS and (not read or words[end - 1] in _SCALES or words[end - 1] == "and"):
            current += _TENS[word]
        elif not read and word[:1].isdigit() and not re.search("(st|nd|rd|th|s)$", word):
            digits = number_value(word)
            if digits is None:
                return None, at
            current += digits
        elif word == "hundred" and read:
            current *= 100
        elif word in _SCALES and read:
            total += current * _SCALES[word]
            current = Decimal(0)
        elif (
            word == "and" and read and words[end - 1] in _SCALES and words[end + 1 : end + 2] and _small(words[end + 1])
        ):
            end += 1
            continue
        else:
            break
        read = True
        end += 1
    return (total + current, end) if read else (None, at)


def _small(word: str) -> bool:
    return word in _UNITS or word in _TENS
