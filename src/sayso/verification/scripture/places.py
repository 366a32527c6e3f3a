"""Where words stand in a canon: an index over pairs of word skeletons, and runs of equal words from the places it gives.

A canon is one stream of words; a place is the number of its first word. A written word is the same as a source's where
their spellings meet, and two written words may be one of the source's or the other way round ("يا أيها", "يأيها").
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from sayso.library.canon import Canon
from sayso.text.scripture.spelling import ARABIC_WORD, skeleton, spellings

__all__ = ["CanonWords", "Run", "same_word", "words_of"]

# Openings such as "and God is" stand at a thousand places; what goes on from so many needs no more than these.
_MOST_PLACES = 3000


class Run(NamedTuple):
    """Written words `first..last` standing letter for letter at the source's words `start..end` (half-open)."""

    first: int
    last: int
    start: int
    end: int


class CanonWords:
    """The words of a canon in order, with the verse of each and the index over their skeletons."""

    def __init__(self, canon: Canon) -> None:
        """Read the words of a canon and index them."""
        self.canon = canon
        self.verses = canon.verses
        self.words: list[str] = []
        self.spans: list[tuple[int, int]] = []
        self.begins: list[int] = []
        for verse in self.verses:
            self.begins.append(len(self.words))
            for match in ARABIC_WORD.finditer(verse.text):
                self.words.append(match.group())
                self.spans.append((verse.at + match.start(), verse.at + match.end()))
        self.begins.append(len(self.words))
        self._single: defaultdict[str, list[int]] = defaultdict(list)
        self._pairs: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        stream = [(skeleton(w), i) for i, w in enumerate(self.words)]
        stream = [(key, i) for key, i in stream if key]
        for key, i in stream:
            self._single[key].append(i)
        for (key, i), (after, _) in pairwise(stream):
            self._pairs[key, after].append(i)
        self._at = {(v.chapter, v.number): n for n, v in enumerate(self.verses)}

    def verse_at(self, word: int) -> int:
        """The number (in `verses`) of the verse that holds a word."""
        return bisect_right(self.begins, word) - 1

    def range_of(self, chapter: int, first: int, last: int) -> tuple[int, int] | None:
        """The words of verses `first` to `last` of a chapter; None where the canon has none of them."""
        held = [n for v in range(first, min(last, first + 300) + 1) if (n := self._at.get((chapter, v))) is not None]
        return (self.begins[held[0]], self.begins[held[-1] + 1]) if held else None

    def candidates(self, written: Sequence[str], first: int = 0) -> list[int]:
        """Source words at which written word `first` may stand, by the first pair of skeletons from it on."""
        stream = [(skeleton(w), i) for i, w in enumerate(written[first : first + 6], first)]
        stream = [(key, i) for key, i in stream if key]
        if len(stream) >= 2:
            (key, i), (after, _) = stream[:2]
            places = self._pairs.get((key, after), [])
        elif stream:
            (key, i), places = stream[0], self._single.get(stream[0][0], [])
        else:
            return []
        back = range(i - first + 2) if i > first else range(1)  # words without a skeleton may be joined to others
        return sorted({p - b for p in places[:_MOST_PLACES] for b in back if p >= b})

    def votes(self, written: Sequence[str]) -> list[int]:
        """Probable places of the first written word, the one that most pairs of skeletons speak for first."""
        stream = [(skeleton(w), i) for i, w in enumerate(written)]
        stream = [(key, i) for key, i in stream if key]
        count: defaultdict[int, float] = defaultdict(float)
        for (key, i), (after, _) in pairwise(stream):
            places = self._pairs.get((key, after), ())
            for p in places[:_MOST_PLACES]:
                count[(p - i) // 4] += 1 / (1 + len(places) / 50)
        for bucket in list(count):
            count[bucket] += 0.5 * (count.get(bucket - 1, 0) + count.get(bucket + 1, 0))
        best = sorted(count, key=lambda b: (-count[b], b))[:6]
        return [4 * b for b in best if count[b] >= 0.3 * count[best[0]]]

    def runs(self, written: Sequence[str], first: int = 0) -> list[Run]:
        """Every run of equal words that begins with written word `first`, the longest first."""
        out = []
        for place in self.candidates(written, first):
            i, j = first, place
            while i < len(written) and (step := self.step(written, i, j)) is not None:
                i, j = i + step[0], j + step[1]
            if i > first:
                out.append(Run(first, i, place, j))
        return sorted(out, key=lambda r: (-r.last, r.start))

    def step(self, written: Sequence[str], i: int, j: int) -> tuple[int, int] | None:
        """How many written and source words are the same from `i` and `j` on: (1, 1), (2, 1), (1, 2), or None."""
        if j >= len(self.words):
            return None
        if same_word(written[i], self.words[j]):
            return 1, 1
        if i + 1 < len(written) and same_word(written[i] + written[i + 1], self.words[j]):
            return 2, 1
        if j + 1 < len(self.words) and same_word(written[i], self.words[j] + self.words[j + 1]):
            return 1, 2
        return None


@lru_cache(maxsize=1 << 17)
def same_word(written: str, source: str) -> bool:
    """Whether two written words are one word: `same_word("العالمين", "ٱلۡعَٰلَمِينَ")`."""
    return not spellings(written).isdisjoint(spellings(source, source=True))


class _Same:
    """A canon known by its identity: a library gives the same one until its file changes."""

    def __init__(self, canon: Canon) -> None:
        self.canon = canon

    def __hash__(self) -> int:
        return id(self.canon)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.canon is self.canon


@lru_cache(maxsize=4)
def _words(same: _Same) -> CanonWords:
    return CanonWords(same.canon)


def words_of(canon: Canon) -> CanonWords:
    """The words of a canon, indexed; kept for the next document."""
    return _words(_Same(canon))
