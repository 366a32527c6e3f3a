"""What an index of word sequences answers, and the obvious index in memory that every other must agree with.

A sequence ("gram") is two or three folded words. A gram's information is `log2(N / n)` bits, where it stands in `n` of the
library's `N` places: a rare sequence says much about where words come from, a common one nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from sayso.text.folding import Tokens, gram_keys, tokenize

__all__ = ["Hits", "Index", "MemoryIndex", "choose_grams", "spread_grams"]


class Hits(NamedTuple):
    """Places of a quotation's grams: `document` ordinals, `position` of the gram's first word in that document (counted in
    words), `query` the gram's first word in the quotation, and the gram's information in `bits`."""

    document: NDArray[np.int64]
    position: NDArray[np.int64]
    query: NDArray[np.int64]
    bits: NDArray[np.float64]


class Index(Protocol):
    """Any index over the words of a library's documents."""

    @property
    def total_tokens(self) -> int:
        """How many words the library holds."""

    @property
    def document_count(self) -> int:
        """How many documents it holds."""

    def document_id(self, ordinal: int) -> str:
        """The id of the document with this ordinal."""

    def hits(self, keys: NDArray[np.uint32], usable: NDArray[np.bool_], k: int, limit: int) -> Hits:
        """The places of the `k`-word grams of `keys` that are usable, rarest grams first until `limit` places."""

    def at_most(self, keys: NDArray[np.uint32], k: int) -> NDArray[np.int64]:
        """In how many places each `k`-word gram of `keys` stands at most: cheaper to say than where, and not exact."""

    def keys(self, ordinal: int, first: int, last: int) -> NDArray[np.uint32]:
        """The keys of the words `first` to `last - 1` of a document (cut to what it has)."""

    def rows(self, ordinals: NDArray[np.int64], firsts: NDArray[np.int64], width: int) -> NDArray[np.uint32]:
        """Many stretches of `width` words at once, one a row; 0 stands where a document has no word."""

    def window(self, ordinal: int, first: int, last: int) -> tuple[list[int], list[int]]:
        """Start and end offsets of the words `first` to `last - 1` of a document (cut to what it has)."""


def choose_grams(counts: NDArray[np.int64], limit: int) -> list[tuple[int, int]]:
    """Which grams to look up and how many places of each: rarest first, ties in the quotation's order.

    `choose_grams(np.array([5, 0, 2]), 6)` takes the two places of the third gram and stops before the first.
    """
    chosen: list[tuple[int, int]] = []
    total = 0
    for gram in np.argsort(counts, kind="stable").tolist():
        count = int(counts[gram])
        if count == 0:
            continue
        if chosen and total + count > limit:
            break
        chosen.append((gram, min(count, limit)))
        total += count
    return chosen


def spread_grams(counts: NDArray[np.int64], usable: NDArray[np.bool_], most: int) -> NDArray[np.bool_]:
    """Of the usable grams at most so many: of each of as many stretches the one that stands least often.

    `spread_grams(np.array([5, 0, 2, 9]), np.ones(4, bool), 2)` keeps the second and the third.
    """
    out = np.zeros(len(usable), bool)
    known, some = counts.tolist(), np.flatnonzero(usable).tolist()
    size, longer = divmod(len(some), most)
    end = 0
    for part in range(min(most, len(some))):
        begin, end = end, end + size + (part < longer)
        out[min(some[begin:end], key=known.__getitem__)] = True
    return out


def gather(parts: Sequence[Hits]) -> Hits:
    """Several lots of hits as one."""
    if not parts:
        none = np.empty(0, np.int64)
        return Hits(none, none, none, np.empty(0, np.float64))
    return Hits(*(np.concatenate(column) for column in zip(*parts, strict=True)))


class MemoryIndex:
    """An index over a few documents held in memory, by plain dictionaries: slow to grow, easy to believe.

    `MemoryIndex([("a.txt", "the words of a source")])`.
    """

    def __init__(self, documents: Iterable[tuple[str, str]]) -> None:
        self._ids: list[str] = []
        self._tokens: list[Tokens] = []
        self._places: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for name, text in documents:
            tokens = tokenize(text)
            ordinal = len(self._ids)
            self._ids.append(name)
            self._tokens.append(tokens)
            for k in (2, 3):
                for position, key in enumerate(gram_keys(tokens.keys, k).tolist()):
                    self._places.setdefault((k, key), []).append((ordinal, position))

    @property
    def total_tokens(self) -> int:
        """How many words the documents hold together."""
        return sum(len(t.keys) for t in self._tokens)

    @property
    def document_count(self) -> int:
        """How many documents there are."""
        return len(self._ids)

    def document_id(self, ordinal: int) -> str:
        """The id of the document with this ordinal."""
        return self._ids[ordinal]

    def hits(self, keys: NDArray[np.uint32], usable: NDArray[np.bool_], k: int, limit: int) -> Hits:
        """The places of the usable grams; see `Index.hits`."""
        grams = gram_keys(keys, k).tolist()
        counts = np.array(
            [len(self._places.get((k, g), ())) if usable[i] else 0 for i, g in enumerate(grams)], np.int64
        )
        parts = []
        for gram, take in choose_grams(counts, limit):
            places = np.array(self._places[k, grams[gram]][:take], np.int64).reshape(-1, 2)
            bits = np.log2(max(2, self.total_tokens) / counts[gram])
            parts.append(
                Hits(places[:, 0], places[:, 1], np.full(len(places), gram, np.int64), np.full(len(places), bits))
            )
        return gather(parts)

    def at_most(self, keys: NDArray[np.uint32], k: int) -> NDArray[np.int64]:
        """How often the grams stand; see `Index.at_most`."""
        return np.array([len(self._places.get((k, g), ())) for g in gram_keys(keys, k).tolist()], np.int64)

    def keys(self, ordinal: int, first: int, last: int) -> NDArray[np.uint32]:
        """The keys of a stretch of a document; see `Index.keys`."""
        return self._tokens[ordinal].keys[max(0, first) : max(0, last)]

    def rows(self, ordinals: NDArray[np.int64], firsts: NDArray[np.int64], width: int) -> NDArray[np.uint32]:
        """Many stretches at once; see `Index.rows`."""
        out = np.zeros((len(ordinals), width), np.uint32)
        for row, (ordinal, first) in enumerate(zip(ordinals.tolist(), firsts.tolist(), strict=True)):
            found = self.keys(ordinal, first, first + width)
            out[row, max(0, -first) : max(0, -first) + len(found)] = found
        return out

    def window(self, ordinal: int, first: int, last: int) -> tuple[list[int], list[int]]:
        """The words of a stretch of a document; see `Index.window`."""
        tokens = self._tokens[ordinal]
        cut = slice(max(0, first), max(0, last))
        return tokens.starts[cut].tolist(), tokens.ends[cut].tolist()
