"""Words into the pieces that the encoder knows: greedy longest match, as BERT's uncased vocabulary is used.

The scheme is that of Devlin et al. (NAACL 2019); the packaged tokenizers bring more than ten times the size of this
vocabulary, and the words are split off already.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

__all__ = ["CLASSIFY", "MASK", "SEPARATE", "WordPieces"]

CLASSIFY, SEPARATE, MASK, _UNKNOWN = 101, 102, 103, 100
_LONGEST = 6


class WordPieces:
    """A vocabulary of pieces, one a line of `vocabulary`; `WordPieces(lines)("unsaid")` are the numbers of its pieces."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._number = {piece: n for n, piece in enumerate(vocabulary)}
        self._known: dict[str, list[int]] = {}

    def __call__(self, word: str) -> list[int]:
        """The numbers of a word's pieces, at most six; one for an unknown word."""
        found = self._known.get(word)
        if found is None:
            found = self._split(word)
            if len(self._known) < 200_000:
                self._known[word] = found
        return found

    def _split(self, word: str) -> list[int]:
        plain = unicodedata.normalize("NFD", word.lower())
        plain = "".join(c for c in plain if unicodedata.category(c) != "Mn")
        out: list[int] = []
        at = 0
        while at < len(plain) and len(out) < _LONGEST:
            head = "##" if at else ""
            for end in range(min(len(plain), at + 40), at, -1):
                number = self._number.get(head + plain[at:end])
                if number is not None:
                    out.append(number)
                    at = end
                    break
            else:
                return [_UNKNOWN]
        return out or [_UNKNOWN]
