"""One word at a time, plainly: what a word is, how it folds, and its key. The exact path that the quick one must agree with.

Folding is per token, never over a whole string: `İ`, `ß`, `ﬁ` and `…` change length when folded, and every offset
must stay that of the text as read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from operator import mul

from sayso.text.spelling import VARIANTS

__all__ = [
    "APOSTROPHES",
    "BASE",
    "INVISIBLE",
    "MARKS",
    "TATWEEL",
    "fold_word",
    "hash_folded",
    "mix",
    "word_key",
    "words",
]

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
APOSTROPHES = "'’ʼ‘＇"
TATWEEL = "\u0640"
MARKS = (
    ("\u0300", "\u036f"), ("\u064b", "\u065f"), ("\u0670", "\u0670"), ("\u06d6", "\u06ed"), ("\u0900", "\u0903"),
    ("\u093a", "\u094f"),
)  # fmt: skip
"""The first and last of the combining marks that a word may hold."""
# A word: letters, digits and their combining marks; an apostrophe, full stop between single letters ("U.S.") or invisible
# character only inside it; a comma or full stop only between digits. What it begins with is told first: between words most
# characters are then passed over at once.
_WORD = re.compile(
    r"[^\W_](?:"
    r"(?=\.)(?<=[^\W\d_])\.(?:[^\W\d_]\.)+"
    r"|(?<=\d)\d*(?:[.,٫٬]\d+)+"
    # Runs of letters and digits, and between them what stands only inside a word.
    rf"|[A-Za-z]*[^\W_]*(?:(?:[{''.join(f'{a}-{b}' for a, b in MARKS)}{INVISIBLE}]|[{APOSTROPHES}](?=[^\W\d_]))[^\W_]*)*"
    r")"
)
_DROP = str.maketrans("", "", INVISIBLE + APOSTROPHES + TATWEEL)
_THOUSANDS = re.compile(r"[,٬](?=\d{3}(?!\d))")
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ؤ": "و", "ئ": "ي", "ة": "ه"})

BASE = 0x9E3779B97F4A7C15
"""The number whose powers weigh the characters of a word; odd, so that it can be divided by, modulo 2**64."""
_MIX = 0xBF58476D1CE4E5B9
_WHOLE = (1 << 64) - 1
_POWERS: tuple[int, ...] = tuple(pow(BASE, n, 1 << 64) for n in range(32))


@lru_cache(maxsize=1 << 17)
def fold_word(word: str) -> str:
    """The form in which two spellings of one word are equal: `fold_word("Organisé’s") == "organizes"`.

    Compatibility forms, case, accents and vowel marks, apostrophes, soft hyphens and tatweel fold away; Arabic alef,
    hamza and final forms fold to one; British and American spellings by word table (`sayso.text.spelling`).
    """
    if word.isascii():
        # Most words: nothing but capitals and apostrophes can fold.
        plain = word.replace("'", "").lower()
        plain = _THOUSANDS.sub("", plain) if plain[:1].isdigit() else plain.replace(".", "")
        return VARIANTS.get(plain, plain)
    folded = unicodedata.normalize("NFKC", word).translate(_DROP).casefold()
    folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    # "1,200" is 1200 and "U.S." is us, but 3.5 is not 35.
    folded = _THOUSANDS.sub("", folded).replace("٫", ".") if folded[:1].isdigit() else folded.replace(".", "")
    folded = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in folded)
    folded = folded.translate(_ARABIC)
    return VARIANTS.get(folded, folded)


def hash_folded(folded: str) -> int:
    """The 64-bit sum of a folded word's characters, each weighed by the power of `BASE` of its place."""
    if folded.isascii() and len(folded) <= len(_POWERS):
        total: int = sum(map(mul, folded.encode(), _POWERS))
        return total & _WHOLE
    total, power = 0, 1
    for character in folded:
        total += ord(character) * power
        power = power * BASE & _WHOLE
    return total & _WHOLE


def mix(total: int) -> int:
    """The 32-bit key, never 0, of such a sum."""
    return ((total ^ total >> 32) * _MIX & _WHOLE) >> 32 or 1


@lru_cache(maxsize=1 << 18)
def word_key(word: str) -> int:
    """The 32-bit key of a word's folded form, never 0: equal for equal folded words, and the same on every machine."""
    return mix(hash_folded(fold_word(word)))


def words(text: str, start: int = 0, end: int | None = None, *, skip: int = 0) -> Iterator[tuple[int, int]]:
    """Where the words of `text` stand, found one by one from `start`, less the first ones that are to be skipped.

    `list(words("so it is"))[1] == (3, 5)`.
    """
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return map(re.Match.span, islice(found, skip, None))
