"""Words as numbers for the fast tagger: the word where it is known, and its beginning and ending, which always are."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

__all__ = ["AFFIXES", "BREAK", "UNKNOWN", "Vocabulary"]

AFFIXES = 8192
"""How many numbers beginnings and endings are spread over."""
BREAK, UNKNOWN = 1, 2


class Vocabulary:
    """The words known to the fast tagger; `Vocabulary(["said"])("said")` are its three numbers."""

    def __init__(self, words: Iterable[str]) -> None:
        self._number = {word: n for n, word in enumerate(words, UNKNOWN + 1)}
        self._known: dict[str, tuple[int, int, int]] = {}

    def __len__(self) -> int:
        return len(self._number) + UNKNOWN + 1

    def __call__(self, word: str) -> tuple[int, int, int]:
        """The word, its beginning and its ending."""
        found = self._known.get(word)
        if found is None:
            start, end = (1 + zlib.crc32(affix.encode()) % (AFFIXES - 1) for affix in ("^" + word[:3], "$" + word[-3:]))
            found = (self._number.get(word, UNKNOWN), start, end)
            if len(self._known) < 200_000:
                self._known[word] = found
        return found
