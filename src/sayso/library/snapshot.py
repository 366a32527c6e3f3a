"""The index as one reader sees it: the segments of one committed state, less the documents that are gone."""

from __future__ import annotations

import mmap
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.errors import LibraryError
from sayso.library.index import Hits, choose_grams, gather
from sayso.library.segments import TURNS, Segment, Stretches
from sayso.library.shards import MARK_EVERY
from sayso.text.words import words

__all__ = ["SegmentIndex"]

# A gram looked up maps some hundred kilobytes of each segment. After so many, what was read is let go, where so many bytes of
# files are mapped or the system does not say how many are. The words of a gigabyte of text can stay.
_LOOKED_UP = 100
_MOST_MAPPED = 410_000_000
_STATUS = Path("/proc/self/statm")


class SegmentIndex:
    """An `Index` over memory-mapped segments.

    `slots` names, per segment, the document in each slot and its words, or None; `text_of` gives a document's text, from
    which offsets are read.
    """

    def __init__(
        self,
        segments: Sequence[Segment],
        slots: Sequence[Sequence[tuple[str, int] | None]],
        text_of: Callable[[str], str],
    ) -> None:
        self._segments = list(segments)
        self._text_of = text_of
        self._ids: list[str] = []
        # The first document of each segment, and the slots of all documents.
        self._begin: list[int] = []
        self._ordinals: list[NDArray[np.int64]] = []
        self._tokens = 0
        self._looked_up = self._turn = 0
        self._asked_for = b""
        self._found: dict[tuple[int, bytes], list[Stretches]] = {}
        for inside in slots:
            self._begin.append(len(self._ids))
            ordinals = np.full(len(inside), -1, np.int64)
            for slot, document in enumerate(inside):
                if document is not None:
                    ordinals[slot] = len(self._ids)
                    self._ids.append(document[0])
                    self._tokens += document[1]
            self._ordinals.append(ordinals)
        self._slots = np.concatenate([np.empty(0, np.int64), *(np.flatnonzero(o >= 0) for o in self._ordinals)])
        self._has_gone = len(self._slots) < sum(map(len, self._ordinals))

    @property
    def total_tokens(self) -> int:
        """How many words the library holds."""
        return self._tokens

    @property
    def document_count(self) -> int:
        """How many documents it holds."""
        return len(self._ids)

    def document_id(self, ordinal: int) -> str:
        """The id of the document with this ordinal."""
        return self._ids[ordinal]

    def hits(self, keys: NDArray[np.uint32], usable: NDArray[np.bool_], k: int, limit: int) -> Hits:
        """The places of the usable grams; see `Index.hits`. Raises `LibraryError` where a segment is damaged."""
        grams = np.flatnonzero(usable[: max(0, len(keys) - k + 1)])
        if not len(grams) or not self._ids:
            return _NONE
        try:
            stretches = self._find(keys, k, grams)
            held = np.stack([s.high - s.low for s in stretches])
            counts = held.sum(axis=0)
            chosen = choose_grams(counts, limit)
            if not chosen:
                return _NONE
            which = np.array([gram for gram, _ in chosen], np.int64)
            take = np.array([most for _, most in chosen], np.int64)
            held = held[:, which]
            # A gram's places are taken from the first segments on, until there are as many as asked for.
            held = np.clip(take - (np.cumsum(held, axis=0) - held), 0, held)
            bits = np.maximum(0.0, np.log2(max(2, self._tokens) / counts[which]))
            stretches = [Stretches(s.low[which], s.high[which]) for s in stretches]
            return self._read(stretches, held, grams[which], bits)
        except IndexError as error:
            raise LibraryError(f"the index is damaged ({error}); run: sayso library rebuild") from error

    def at_most(self, keys: NDArray[np.uint32], k: int) -> NDArray[np.int64]:
        """How often the grams stand at most; see `Index.at_most`. Raises `LibraryError` where a segment is damaged."""
        try:
            return sum((s.at_most(keys, k) for s in self._segments), np.zeros(max(0, len(keys) - k + 1), np.int64))
        except IndexError as error:
            raise LibraryError(f"the index is damaged ({error}); run: sayso library rebuild") from error

    def _find(self, keys: NDArray[np.uint32], k: int, grams: NDArray[np.int64]) -> list[Stretches]:
        """Where the grams stand; a search that looks several times, for few places and for many, finds them once."""
        words = np.ascontiguousarray(keys).tobytes()
        if words != self._asked_for:
            self._asked_for = words
            self._found.clear()
        asked = (k, grams.tobytes())
        found = self._found.get(asked)
        if found is None:
            found = self._found[asked] = [segment.find(keys, k, grams) for segment in self._segments]
            self._looked_up += sum(s.low.size for s in found)
            self._let_go()
        return found

    def _let_go(self) -> None:
        """Let go of what was read of the segments, where it has become too much to keep."""
        if self._looked_up < _LOOKED_UP:
            return
        self._looked_up = 0
        if not _too_much():
            return
        for segment in self._segments:
            segment.let_places_go()
        for _ in range(TURNS):
            if not _too_much():
                break
            self._turn += 1
            for segment in self._segments:
                segment.let_words_go(self._turn)

    def _read(
        self,
        stretches: Sequence[Stretches],
        take: NDArray[np.int64],
        grams: NDArray[np.int64],
        bits: NDArray[np.float64],
    ) -> Hits:
        """So many places (`take`, a row a segment) of the grams of these numbers."""
        parts: list[Hits] = []
        for segment, ordinals, (low, _), sizes in zip(self._segments, self._ordinals, stretches, take, strict=True):
            total = int(sizes.sum())
            if not total:
                continue
            slot, position = segment.read(np.repeat(low - np.cumsum(sizes) + sizes, sizes) + np.arange(total))
            document, query, worth = ordinals[slot], np.repeat(grams, sizes), np.repeat(bits, sizes)
            if self._has_gone:
                alive = document >= 0
                document, position, query, worth = document[alive], position[alive], query[alive], worth[alive]
            parts.append(Hits(document, position, query, worth))
        return parts[0] if len(parts) == 1 else gather(parts)

    def _where(self, ordinal: int) -> tuple[Segment, int]:
        """The segment and the slot of a document."""
        return self._segments[bisect_right(self._begin, ordinal) - 1], int(self._slots[ordinal])

    def keys(self, ordinal: int, first: int, last: int) -> NDArray[np.uint32]:
        """The keys of a stretch of a document; see `Index.keys`."""
        segment, slot = self._where(ordinal)
        return segment.keys(slot, first, last)

    def rows(self, ordinals: NDArray[np.int64], firsts: NDArray[np.int64], width: int) -> NDArray[np.uint32]:
        """Many stretches at once; see `Index.rows`."""
        slots = self._slots[ordinals]
        if len(self._segments) == 1:
            return self._segments[0].rows(slots, firsts, width)
        out = np.zeros((len(ordinals), width), np.uint32)
        numbers = np.searchsorted(self._begin, ordinals, "right") - 1
        for number, segment in enumerate(self._segments):
            mine = np.flatnonzero(numbers == number)
            if len(mine):
                out[mine] = segment.rows(slots[mine], firsts[mine], width)
        return out

    def window(self, ordinal: int, first: int, last: int) -> tuple[list[int], list[int]]:
        """The words of a stretch of a document; see `Index.window`. The text is read from the mark before it."""
        segment, slot = self._where(ordinal)
        first, last = max(0, first), max(0, first, last)
        marks = segment.marks(slot)
        mark = first // MARK_EVERY
        if mark >= len(marks):
            return [], []
        told = words(self._text_of(self._ids[ordinal]), int(marks[mark]), skip=first - mark * MARK_EVERY)
        spans = list(islice(told, last - first))
        return [a for a, _ in spans], [b for _, b in spans]


def _too_much() -> bool:
    """Whether this process has more of files mapped and in memory than it should, or the system does not say."""
    try:
        return int(_STATUS.read_bytes().split()[2]) * mmap.PAGESIZE > _MOST_MAPPED
    except OSError:
        return True


_NONE = Hits(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float64))
