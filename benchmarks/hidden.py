"""A library some of whose documents cannot be seen, so that quotations cut from those are absent in truth."""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from sayso.library import Hits, Index, Library, Source
from sayso.model import Document
from sayso.text.folding import tokenize

__all__ = ["Hidden", "longest_run"]


class Hidden:
    """The library less the documents with these ordinals; it serves as its own index."""

    def __init__(self, library: Library, hidden: frozenset[int]) -> None:
        self.folder = library.folder
        self._library = library
        self._hidden = np.array(sorted(hidden), np.int64)
        self.index: Index = self
        self._index = library.index
        self.total_tokens = library.index.total_tokens
        self.document_count = library.index.document_count
        self._listed = [s for s in library.documents() if s.ordinal not in hidden]

    def documents(self) -> list[Source]:
        """The sources that can be seen."""
        return self._listed

    def document(self, name: str) -> Document:
        """One source."""
        return self._library.document(name)

    def page(self, name: str) -> Document:
        """The same, perhaps without its layout."""
        return self._library.page(name)

    def document_id(self, ordinal: int) -> str:
        """The id of a document."""
        return self._index.document_id(ordinal)

    def hits(self, keys: NDArray[np.uint32], usable: NDArray[np.bool_], k: int, limit: int) -> Hits:
        """The places that can be seen."""
        hits = self._index.hits(keys, usable, k, limit)
        seen = ~np.isin(hits.document, self._hidden)
        return Hits(hits.document[seen], hits.position[seen], hits.query[seen], hits.bits[seen])

    def at_most(self, keys: NDArray[np.uint32], k: int) -> NDArray[np.int64]:
        """How often grams stand at most, the hidden documents included."""
        return self._index.at_most(keys, k)

    def keys(self, ordinal: int, first: int, last: int) -> NDArray[np.uint32]:
        """Keys of the words of a document."""
        return self._index.keys(ordinal, first, last)

    def rows(self, ordinals: NDArray[np.int64], firsts: NDArray[np.int64], width: int) -> NDArray[np.uint32]:
        """Many stretches at once."""
        return self._index.rows(ordinals, firsts, width)

    def window(self, ordinal: int, first: int, last: int) -> tuple[list[int], list[int]]:
        """Words of a document."""
        return self._index.window(ordinal, first, last)


def longest_run(text: str, shelf: Hidden) -> tuple[int, int]:
    """How many words of a text stand in a row somewhere that can be seen, and how many words it has."""
    keys = tokenize(text).keys
    hits = shelf.hits(keys, np.ones(len(keys), bool), 3, 10**7)
    best: Counter[tuple[int, int]] = Counter()
    runs: dict[tuple[int, int], tuple[int, int]] = {}
    for document, position, query in sorted(zip(*(a.tolist() for a in hits[:3]), strict=True), key=lambda h: h[2]):
        key = (document, position - query)
        last, length = runs.get(key, (-9, 0))
        runs[key] = (query, length + 1 if query == last + 1 else 3)
        best[key] = max(best[key], runs[key][1])
    return max(best.values(), default=0), len(keys)
