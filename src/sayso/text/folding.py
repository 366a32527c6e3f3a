"""Words as the index and the alignment see them: folded, hashed, with their exact places.

Folding is per token, never over a whole string: `İ`, `ß`, `ﬁ` and `…` change length when folded, and every offset
must stay that of the text as read. The quick path works on arrays of code points; a word with anything unusual in
it takes the slow path, `fold_word`, and both give the same key for the same word (a property test).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.text.spelling import VARIANTS

__all__ = ["Tokens", "fold_word", "gram_keys", "tokenize", "word_key"]

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
APOSTROPHES = "'’ʼ‘＇"
TATWEEL = "\u0640"
# A word: letters, digits and their combining marks; an apostrophe, full stop between single letters ("U.S.") or invisible
# character only inside it; a comma or full stop only between digits.
_WORD = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}"
    rf"|\d+(?:[.,٫٬]\d+)+"
    rf"|[^\W_](?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0903\u093a-\u094f]"
    rf"|[{INVISIBLE}{TATWEEL}]|[{APOSTROPHES}](?=[^\W\d_]))*"
)
_DROP = str.maketrans("", "", INVISIBLE + APOSTROPHES + TATWEEL)
_THOUSANDS = re.compile(r"[,٬](?=\d{3}(?!\d))")
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ؤ": "و", "ئ": "ي", "ة": "ه"})


class Tokens(NamedTuple):
    """The words of a text: code point offsets `starts` and `ends`, and `keys`, the hashes of the folded words."""

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    keys: NDArray[np.uint32]


@lru_cache(maxsize=1 << 17)
def fold_word(word: str) -> str:
    """The form in which two spellings of one word are equal: `fold_word("Organisé’s") == "organizes"`.

    Compatibility forms, case, accents and vowel marks, apostrophes, soft hyphens and tatweel fold away; Arabic alef,
    hamza and final forms fold to one; British and American spellings by word table (`sayso.text.spelling`).
    """
    folded = unicodedata.normalize("NFKC", word).translate(_DROP).casefold()
    folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    # "1,200" is 1200 and "U.S." is us, but 3.5 is not 35.
    folded = _THOUSANDS.sub("", folded).replace("٫", ".") if folded[:1].isdigit() else folded.replace(".", "")
    folded = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in folded)
    folded = folded.translate(_ARABIC)
    return VARIANTS.get(folded, folded)


@lru_cache(maxsize=1 << 18)
def word_key(word: str) -> int:
    """The 32-bit key of a word's folded form: equal for equal folded words, and the same on every machine."""
    return int.from_bytes(blake2b(fold_word(word).encode("utf-8", "surrogatepass"), digest_size=4).digest(), "little")


def tokenize(text: str) -> Tokens:
    """The words of `text` in order, e.g. five for `"We didn't pay 1,200."` would be wrong: it has four."""
    starts: list[int] = []
    ends: list[int] = []
    keys: list[int] = []
    key = word_key
    for match in _WORD.finditer(text):
        start, end = match.span()
        starts.append(start)
        ends.append(end)
        keys.append(key(match.group()))
    return Tokens(np.array(starts, np.int32), np.array(ends, np.int32), np.array(keys, np.uint32))


def gram_keys(keys: NDArray[np.uint32], k: int) -> NDArray[np.uint32]:
    """The 32-bit keys of the `k`-word sequences that begin at each token (`len(keys) - k + 1` of them)."""
    count = len(keys) - k + 1
    if count <= 0:
        return np.empty(0, np.uint32)
    wide = keys.astype(np.uint64)
    mixed = np.full(count, 0x9E3779B97F4A7C15, np.uint64)
    for i in range(k):
        mixed = (mixed ^ wide[i : i + count]) * np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(29)
    return (mixed >> np.uint64(32)).astype(np.uint32)
