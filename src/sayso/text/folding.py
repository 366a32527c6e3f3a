"""Words as the index and the alignment see them: folded, hashed, with their exact places.

The door to three modules: `words` (one word at a time, plainly), `tokens` (a whole text at once), and the sequences of
words that the index is made of.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.text.tokens import Tokens, tokenize, tokenize_all
from sayso.text.words import APOSTROPHES, INVISIBLE, TATWEEL, fold_word, word_key

__all__ = [
    "APOSTROPHES",
    "INVISIBLE",
    "TATWEEL",
    "Tokens",
    "fold_word",
    "gram_keys",
    "tokenize",
    "tokenize_all",
    "word_key",
]


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
