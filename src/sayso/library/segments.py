"""Immutable, memory-mapped pieces of the index: written once, checksummed, never changed.

A segment holds the words of some documents one after the other, and the places of all its words sorted by the sequence
that begins there. One sorted list serves both lengths: it is ordered by the two-word sequence, then by the three-word
one, so that the places of either are one stretch of it, found by a binary search that reads the words themselves. No
key is stored twice.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.errors import LibraryError
from sayso.text.folding import gram_keys

__all__ = ["Segment", "SegmentDocument", "write_segment"]

_MAGIC = b"sayso segment 1\n"
_ARRAYS = (
    ("first", np.int64),
    ("keys", np.uint32),
    ("starts", np.uint32),
    ("lengths", np.uint16),
    ("places", np.uint32),
    ("buckets", np.uint32),
)
_LONGEST_WORD = (1 << 16) - 1


class SegmentDocument(NamedTuple):
    """The words of one document, as a segment stores them."""

    keys: NDArray[np.uint32]
    starts: NDArray[np.uint32]
    lengths: NDArray[np.uint16]


def write_segment(path: Path, documents: Sequence[SegmentDocument]) -> str:
    """Write a segment and return its checksum; it appears under its name only when it is whole and on the disk."""
    sizes = np.array([len(d.keys) + 1 for d in documents], np.int64)
    first = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    # A word with key 0 closes each document: no sequence of a quotation holds one, so none runs over two documents.
    keys = np.zeros(int(first[-1]) + 2, np.uint32)
    starts = np.zeros(int(first[-1]), np.uint32)
    lengths = np.zeros(int(first[-1]), np.uint16)
    for at, document in zip(first[:-1].tolist(), documents, strict=True):
        end = at + len(document.keys)
        keys[at:end], starts[at:end], lengths[at:end] = document
    twos, threes = gram_keys(keys, 2)[: int(first[-1])], gram_keys(keys, 3)[: int(first[-1])]
    places = np.flatnonzero(keys[: int(first[-1])]).astype(np.uint32)
    order = (twos[places].astype(np.uint64) << np.uint64(32)) | threes[places]
    places = places[np.argsort(order, kind="stable")]
    bits = _bucket_bits(len(places))
    buckets = np.searchsorted(twos[places] >> np.uint32(32 - bits), np.arange((1 << bits) + 1)).astype(np.uint32)
    arrays: dict[str, NDArray[np.generic]] = {
        "first": first,
        "keys": keys,
        "starts": starts,
        "lengths": lengths,
        "places": places,
        "buckets": buckets,
    }
    header: dict[str, list[int]] = {}
    offset = 0
    for name, kind in _ARRAYS:
        header[name] = [offset, len(arrays[name])]
        offset += (len(arrays[name]) * np.dtype(kind).itemsize + 7) // 8 * 8
    line = json.dumps(header).encode().ljust(512 - len(_MAGIC) - 1) + b"\n"
    digest = hashlib.blake2b(digest_size=16)
    partial = path.with_suffix(".part")
    with partial.open("wb") as file:
        for chunk in (_MAGIC, line):
            file.write(chunk)
            digest.update(chunk)
        for name, kind in _ARRAYS:
            data = np.ascontiguousarray(arrays[name], kind).tobytes()
            data += b"\0" * (-len(data) % 8)
            file.write(data)
            digest.update(data)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    return digest.hexdigest()


def _bucket_bits(places: int) -> int:
    return int(min(20, max(4, places.bit_length() - 3)))


class Segment:
    """One segment, mapped into memory; `tokens` counts its words, `documents` its documents."""

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                magic, line = file.read(len(_MAGIC)), file.read(512 - len(_MAGIC))
                size = os.fstat(file.fileno()).st_size
            if magic != _MAGIC:
                raise ValueError("not a segment of this version")
            header = json.loads(line)
            arrays: dict[str, NDArray[np.generic]] = {}
            for name, kind in _ARRAYS:
                offset, length = header[name]
                if 512 + offset + length * np.dtype(kind).itemsize > size:
                    raise ValueError("shorter than it says")
                arrays[name] = np.memmap(path, kind, "r", 512 + offset, (length,)) if length else np.empty(0, kind)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise LibraryError(
                f"{path.name}: the index cannot be read ({error}); run: sayso library rebuild"
            ) from error
        self.path = path
        self._first, self._keys = np.asarray(arrays["first"], np.int64), arrays["keys"]
        self._starts, self._lengths = arrays["starts"], arrays["lengths"]
        self._places, self._buckets = arrays["places"], arrays["buckets"]
        self._shift = np.uint32(32 - (max(2, len(self._buckets) - 1)).bit_length() + 1)
        self.documents = len(self._first) - 1
        self.tokens = int(self._first[-1]) - self.documents

    def checksum(self) -> str:
        """The checksum of the file as it is now."""
        digest = hashlib.blake2b(digest_size=16)
        with self.path.open("rb") as file:
            while chunk := file.read(1 << 22):
                digest.update(chunk)
        return digest.hexdigest()

    def find(self, keys: NDArray[np.uint32], k: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """For each `k`-word gram of `keys`, the stretch `[low, high)` of the sorted places where it stands."""
        twos = gram_keys(keys, 2)[: max(0, len(keys) - k + 1)].astype(np.uint64)
        if not len(twos):
            return np.empty(0, np.int64), np.empty(0, np.int64)
        bucket = (twos >> np.uint64(int(self._shift))).astype(np.int64)
        low, high = self._buckets[bucket].astype(np.int64), self._buckets[bucket + 1].astype(np.int64)
        if k == 3:
            wanted = (twos << np.uint64(32)) | gram_keys(keys, 3)
            return self._bound(wanted, low, high, after=False), self._bound(wanted, low, high, after=True)
        wanted = twos << np.uint64(32)
        return self._bound(wanted, low, high, after=False), self._bound(
            wanted | np.uint64(0xFFFFFFFF), low, high, after=True
        )

    def _bound(
        self, wanted: NDArray[np.uint64], low: NDArray[np.int64], high: NDArray[np.int64], *, after: bool
    ) -> NDArray[np.int64]:
        """A binary search for all grams at once, over keys read from the words themselves."""
        low, high = low.copy(), high.copy()
        while True:
            active = np.flatnonzero(low < high)
            if not len(active):
                return low
            middle = (low[active] + high[active]) >> 1
            found = self._order(self._places[middle])
            right = found <= wanted[active] if after else found < wanted[active]
            low[active] = np.where(right, middle + 1, low[active])
            high[active] = np.where(right, high[active], middle)

    def _order(self, places: NDArray[np.uint32]) -> NDArray[np.uint64]:
        at = places.astype(np.int64)
        words = np.stack([self._keys[at], self._keys[at + 1], self._keys[at + 2]], axis=1)
        return _order_of(words)

    def places(self, low: int, high: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The sorted places `low` to `high` as (document in this segment, word in that document)."""
        at = np.sort(self._places[low:high].astype(np.int64))
        document = np.searchsorted(self._first, at, "right") - 1
        return document, at - self._first[document]

    def window(
        self, document: int, first: int, last: int
    ) -> tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.int64]]:
        """Keys, start and end offsets of some words of a document."""
        base, end = int(self._first[document]), int(self._first[document + 1]) - 1
        a, b = min(end, base + max(0, first)), min(end, base + max(0, last))
        starts = self._starts[a:b].astype(np.int64)
        return np.array(self._keys[a:b]), starts, starts + self._lengths[a:b].astype(np.int64)

    def document(self, document: int) -> SegmentDocument:
        """All words of a document, for a merge."""
        a, b = int(self._first[document]), int(self._first[document + 1]) - 1
        return SegmentDocument(np.array(self._keys[a:b]), np.array(self._starts[a:b]), np.array(self._lengths[a:b]))


def _order_of(words: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """The sort key of sequences given as rows of three words."""
    wide = words.astype(np.uint64)
    mixed = np.full(len(words), 0x9E3779B97F4A7C15, np.uint64)
    two = mixed
    for i in range(3):
        mixed = (mixed ^ wide[:, i]) * np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(29)
        if i == 1:
            two = mixed
    return ((two >> np.uint64(32)) << np.uint64(32)) | (mixed >> np.uint64(32))
