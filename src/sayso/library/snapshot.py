"""The index as one reader sees it: the segments of one committed state, less the documents that are gone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.library.index import Hits, choose_grams, gather
from sayso.library.segments import Segment

__all__ = ["SegmentIndex"]


class SegmentIndex:
    """An `Index` over memory-mapped segments. `slots` names, per segment, the document in each slot, or None."""

    def __init__(self, segments: Sequence[Segment], slots: Sequence[Sequence[tuple[str, int] | None]]) -> None:
        self._segments = list(segments)
        self._ids: list[str] = []
        self._place: list[tuple[int, int]] = []
        self._ordinals: list[NDArray[np.int64]] = []
        self._tokens = 0
        for number, inside in enumerate(slots):
            ordinals = np.full(len(inside), -1, np.int64)
            for slot, document in enumerate(inside):
                if document is not None:
                    ordinals[slot] = len(self._ids)
                    self._ids.append(document[0])
                    self._place.append((number, slot))
                    self._tokens += document[1]
            self._ordinals.append(ordinals)

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
        """The places of the usable grams; see `Index.hits`."""
        count = max(0, len(keys) - k + 1)
        if not count or not self._ids:
            return gather([])
        stretches = [segment.find(keys, k) for segment in self._segments]
        counts = np.zeros(count, np.int64)
        for low, high in stretches:
            counts += high - low
        counts[~np.asarray(usable[:count], bool)] = 0
        parts = []
        for gram, take in choose_grams(counts, limit):
            left = take
            bits = float(np.log2(max(2, self._tokens) / counts[gram])) if counts[gram] < self._tokens else 0.0
            for segment, ordinals, (low, high) in zip(self._segments, self._ordinals, stretches, strict=True):
                if left <= 0 or high[gram] <= low[gram]:
                    continue
                slot, position = segment.places(int(low[gram]), int(min(high[gram], low[gram] + left)))
                left -= len(slot)
                document = ordinals[slot]
                alive = document >= 0
                document, position = document[alive], position[alive]
                parts.append(
                    Hits(document, position, np.full(len(document), gram, np.int64), np.full(len(document), bits))
                )
        return gather(parts)

    def window(
        self, ordinal: int, first: int, last: int
    ) -> tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.int64]]:
        """The words of a stretch of a document; see `Index.window`."""
        segment, slot = self._place[ordinal]
        return self._segments[segment].window(slot, first, last)
