"""The fast tagger's network: a vector for every word, affixes for words it does not know, and two recurrent layers.

Chunks are read one at a time: eight-bit layers set their scale by all that they read at once, so that only a chunk read alone
has the same scores in any company.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import Any, Protocol
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from sayso.attribution.chunks import Part
from sayso.attribution.lines import Line

__all__ = ["AFFIXES", "BREAK", "KNOWN", "UNKNOWN", "Fast", "affixes"]

UNKNOWN, BREAK, KNOWN = 0, 1, 2
"""The rows of a word that is not in the vocabulary, of the break before a paragraph, and of the first word that is."""
AFFIXES = 4096
"""How many rows each table of affixes has; an affix has the row of its checksum."""
_MOST_KEPT = 200_000
# Chunks whose vectors are laid out together: few enough to stay in a processor's cache.
_AT_ONCE = 16

Scores = NDArray[np.float32]


class _Session(Protocol):
    def run(self, outputs: None, inputs: dict[str, NDArray[Any]]) -> list[NDArray[np.float32]]: ...


class _Numbers(dict[str, int]):
    """Numbers of words: a word asked for the first time has the next one, and is among the `fresh`."""

    def __init__(self, known: dict[str, int]) -> None:
        super().__init__(known)
        self.fresh: list[str] = []

    def __missing__(self, word: str) -> int:
        self.fresh.append(word)
        number = self[word] = len(self)
        return number


def affixes(word: str) -> tuple[int, int, int]:
    """The rows of a word's first three, last three and last two characters: `affixes("said")[0] == affixes("sail")[0]`."""
    head, long, short = ("^" + word[:3]).encode(), (word[-3:] + "$").encode(), (word[-2:] + "$").encode()
    return crc32(head) % AFFIXES, crc32(long) % AFFIXES, crc32(short) % AFFIXES


class Fast:
    """The network as `Tagger` uses it: `scores` of every label for the words of chunks."""

    def __init__(self, session: _Session, words: Sequence[str], stored: Mapping[str, NDArray[Any]]) -> None:
        self._session = session
        self._rows = {word: row for row, word in enumerate(words, KNOWN)}
        self._words, self._scale = stored["words"], stored["scale"].astype(np.float32)
        self._affixes = [stored[name].astype(np.float32) for name in ("prefix", "suffix", "ending")]
        self._features = _crossed([stored[name].astype(np.float32) for name in ("shape", "place", "kind", "gap")])
        self._width = self._words.shape[1] + sum(t.shape[1] for t in self._affixes)
        self._forget()

    def sizes(self, lines: Sequence[Line]) -> None:
        """Every word weighs the same here."""
        return

    def scores(self, lines: Sequence[Line], chunks: list[list[Part]]) -> list[Scores]:
        """One array (words by labels) a chunk, a row for the break before each part."""
        groups = (chunks[first : first + _AT_ONCE] for first in range(0, len(chunks), _AT_ONCE))
        return [scores for group in groups for scores in self._scores(lines, group)]

    def _scores(self, lines: Sequence[Line], chunks: list[list[Part]]) -> Iterator[Scores]:
        if len(self._numbers) > _MOST_KEPT:
            self._forget()
        words, features = _laid_out(lines, chunks)
        numbers = np.fromiter(map(self._numbers.__getitem__, words), np.int64, len(words))
        if self._numbers.fresh:
            self._learn(self._numbers.fresh)
            self._numbers.fresh = []
        vectors = np.empty((len(words), self._width + self._features.shape[-1]), np.float32)
        vectors[:, : self._width] = self._vectors[numbers]
        vectors[:, self._width :] = self._features[tuple(features)]
        ends = np.cumsum([sum(part.words + 1 for part in chunk) for chunk in chunks]).tolist()
        return (self._read(vectors[first:last]) for first, last in pairwise([0, *ends]))

    def _read(self, vectors: Scores) -> Scores:
        lengths = np.array([len(vectors)], np.int32)
        scores: Scores = self._session.run(None, {"words": vectors[:, None], "lengths": lengths})[0][:, 0]
        return scores

    def _forget(self) -> None:
        self._numbers = _Numbers({"": 0})
        # Twice as large whenever it is full: a table copied for each document would cost more than reading a short one.
        self._vectors = np.empty((1024, self._width), np.float32)
        self._vectors[0] = np.concatenate([self._known([BREAK])[0], *(t[0] for t in self._affixes)])

    def _learn(self, words: list[str]) -> None:
        """Make the vectors of words that have just been numbered."""
        first = len(self._numbers) - len(words)
        while len(self._numbers) > len(self._vectors):
            self._vectors = np.concatenate([self._vectors, np.empty_like(self._vectors)])
        rows = np.array([affixes(word) for word in words])
        own = [table[rows[:, i]] for i, table in enumerate(self._affixes)]
        known = self._known([self._rows.get(word, UNKNOWN) for word in words])
        self._vectors[first : len(self._numbers)] = np.concatenate([known, *own], axis=1)

    def _known(self, rows: list[int]) -> Scores:
        return self._words[rows].astype(np.float32) * self._scale[rows, None]


def _laid_out(lines: Sequence[Line], chunks: list[list[Part]]) -> tuple[list[str], list[NDArray[np.int64]]]:
    """The words of the chunks' parts, none for the break before each, and their features, an array for each kind."""
    words: list[str] = []
    features: tuple[list[int], ...] = ([], [], [], [])
    for part in chain.from_iterable(chunks):
        line, here = lines[part.line], slice(part.first, part.first + part.words)
        words.append("")
        words += line.words[here]
        for column, own in zip(features, (line.shapes, line.places, line.classes, line.gaps), strict=True):
            column.append(0)
            column += own[here]
    return words, [np.array(column, np.int64) for column in features]


def _crossed(tables: list[Scores]) -> Scores:
    """The tables of several features as one, with a vector for each combination: one look-up a word, not one a feature."""
    sizes = [len(table) for table in tables]
    places = np.indices(sizes)
    return np.concatenate([table[own] for table, own in zip(tables, places, strict=True)], axis=-1)
