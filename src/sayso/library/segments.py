"""Files of the index: written once, checksummed, mapped into memory, never changed.

A segment holds shards (`sayso.library.shards`) one after the other, and at its end what they are. All shards of a segment
are searched together, by arrays that reach over the whole file.
"""

from __future__ import annotations

import mmap
import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.lib.stride_tricks import as_strided, sliding_window_view
from numpy.typing import NDArray

from sayso.errors import LibraryError
from sayso.library.shards import FIRST_RARE, MARK_EVERY, SegmentDocument, Shard, decoded, rare_code, sequence_order

__all__ = ["Segment", "Stretches", "write_segment"]

_MAGIC = b"sayso segment 2\n        "
_TAIL = 24
_PIECE = 1 << 16


class Stretches(NamedTuple):
    """Where each gram stands among the sorted places of each shard: `[low, high)`, one row a shard."""

    low: NDArray[np.int64]
    high: NDArray[np.int64]


class _Contents(msgspec.Struct, frozen=True, kw_only=True):
    """What a segment says of itself at its end: where its shards begin, and what each holds."""

    offsets: tuple[int, ...]
    shards: tuple[Shard, ...]


def write_segment(path: Path, shards: Iterable[tuple[Shard, Iterable[bytes | memoryview]]]) -> str:
    """Write a segment and return its checksum; it appears under its name only when it is whole and on the disk."""
    partial = path.with_suffix(".part")
    checksum = zlib.crc32(_MAGIC)
    offsets: list[int] = []
    listed: list[Shard] = []
    # Small pieces: a system keeps a file in pages as large as the writes, and maps whole ones when a few bytes are read.
    with partial.open("wb", buffering=_PIECE) as file:
        file.write(_MAGIC)
        for shard, chunks in shards:
            offsets.append(file.tell())
            listed.append(shard)
            for chunk in chunks:
                for at in range(0, len(chunk), _PIECE):
                    file.write(chunk[at : at + _PIECE])
                checksum = zlib.crc32(chunk, checksum)
        contents = msgspec.json.encode(_Contents(offsets=tuple(offsets), shards=tuple(listed)))
        tail = contents + len(contents).to_bytes(_TAIL, "little")
        file.write(tail)
        checksum = zlib.crc32(tail, checksum)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    return f"{checksum:08x}"


class Segment:
    """One segment, mapped into memory; `tokens` counts its words, `documents` its documents."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                if file.read(len(_MAGIC)) != _MAGIC:
                    raise ValueError("not a segment of this version")
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            size = len(self._map)
            length = int.from_bytes(self._map[size - _TAIL :], "little")
            if not 0 < length <= size - _TAIL - len(_MAGIC):
                raise ValueError("cut short")
            contents = msgspec.json.decode(self._map[size - _TAIL - length : size - _TAIL], type=_Contents)
            if sum(s.size for s in contents.shards) + len(_MAGIC) + length + _TAIL != size:
                raise ValueError("not as long as it says")
            self._open(contents)
        except (OSError, ValueError, IndexError, msgspec.DecodeError) as error:
            raise LibraryError(
                f"{path.name}: the index cannot be read ({error}); run: sayso library rebuild"
            ) from error

    def _open(self, contents: _Contents) -> None:
        """Lay arrays over the whole file, and read what is small."""
        whole = np.frombuffer(self._map, np.uint8)
        size = len(whole)
        self._twos = whole[: size // 2 * 2].view("<u2")
        self._fours = whole[: size // 4 * 4].view("<u4")
        # Rows of three words, and whatever four bytes begin at each byte: both overlap.
        self._threes = as_strided(self._twos, (len(self._twos) - 2, 3), (2, 2), writeable=False)
        self._any = np.ndarray((size - 3,), "<u4", self._map, strides=(1,))
        self.shards = contents.shards
        self._offsets = contents.offsets
        at = np.array(contents.offsets, np.int64)
        self._words = (at + np.array([s.words[0] for s in contents.shards], np.int64)) // 2
        self._places = at + np.array([s.places[0] for s in contents.shards], np.int64)
        self._buckets = (at + np.array([s.buckets[0] for s in contents.shards], np.int64)) // 4
        self._widths = np.array([s.width for s in contents.shards], np.int64)
        self._masks = np.array([(1 << 8 * s.width) - 1 for s in contents.shards], np.uint32)
        self._shifts = np.array([32 - s.bits for s in contents.shards], np.uint64)
        self._vocabularies = [self._array(i, "vocabulary") for i in range(len(contents.shards))]
        self._keys = np.concatenate([decoded(v) for v in self._vocabularies]) if self.shards else np.empty(0, np.uint32)
        sizes = [self._array(i, "sizes").astype(np.int64) for i in range(len(contents.shards))]
        self._sizes = np.concatenate([np.empty(0, np.int64), *sizes])
        self._shard_of = np.repeat(np.arange(len(sizes)), [len(s) for s in sizes])
        # Words are numbered through all shards; two that no document owns end each shard.
        self._begin = np.concatenate([[0], np.cumsum([s.words[1] for s in contents.shards])]).astype(np.int64)
        self._first = np.concatenate(
            [np.empty(0, np.int64), *(b + np.cumsum(s + 1) - s - 1 for b, s in zip(self._begin, sizes, strict=False))]
        )
        self._marks_before = np.concatenate([[0], np.cumsum((self._sizes + MARK_EVERY - 1) // MARK_EVERY)])
        self.documents = len(self._sizes)
        self.tokens = int(self._sizes.sum())

    def _array(self, shard: int, name: str) -> NDArray[np.uint32]:
        """One of a shard's arrays of four-byte numbers."""
        offset, length = getattr(self.shards[shard], name)
        first = (self._offsets[shard] + offset) // 4
        return self._fours[first : first + length]

    def checksum(self) -> str:
        """The checksum of the file as it is now."""
        checksum = 0
        with self.path.open("rb") as file:
            while chunk := file.read(1 << 22):
                checksum = zlib.crc32(chunk, checksum)
        return f"{checksum:08x}"

    def let_go(self) -> None:
        """Let the system count what was read of the file as its own cache again, and no longer as this process's memory."""
        if hasattr(mmap, "MADV_DONTNEED"):
            for offset, shard in zip(self._offsets, self.shards, strict=True):
                # Words and places, by far the largest parts: what stands before them is read again and again.
                first = -(-(offset + shard.words[0]) // mmap.PAGESIZE) * mmap.PAGESIZE
                if first < offset + shard.size:
                    self._map.madvise(mmap.MADV_DONTNEED, first, offset + shard.size - first)

    def at_most(self, keys: NDArray[np.uint32], k: int) -> NDArray[np.int64]:
        """In how many places each `k`-word gram of `keys` stands at most, read off the buckets alone."""
        low, high = self._in_buckets(self._ordered(keys, np.arange(max(0, len(keys) - k + 1))))
        held: NDArray[np.int64] = (high - low).sum(axis=0)
        return held

    def find(self, keys: NDArray[np.uint32], k: int, grams: NDArray[np.int64]) -> Stretches:
        """For some `k`-word grams of `keys`, by their first words, and each shard: where they stand among its places."""
        wanted = self._ordered(keys, grams)
        low, high = self._in_buckets(wanted)
        rest = np.uint64(0xFFFFFFFF)
        lower, upper = (wanted, wanted) if k == 3 else (wanted & ~rest, wanted | rest)
        shards = np.tile(np.repeat(np.arange(len(self.shards)), len(grams)), 2)
        both = np.concatenate([lower.ravel(), upper.ravel()])
        found = self._bound(shards, both, np.tile(low.ravel(), 2), np.tile(high.ravel(), 2))
        return Stretches(found[: low.size].reshape(low.shape), found[low.size :].reshape(low.shape))

    def _ordered(self, keys: NDArray[np.uint32], grams: NDArray[np.int64]) -> NDArray[np.uint64]:
        """What the grams of these numbers are sorted by in each shard, a row a shard."""
        coded = np.zeros((len(self.shards), len(keys) + 2), np.uint32)
        for shard, vocabulary in enumerate(self._vocabularies):
            at = np.minimum(np.searchsorted(vocabulary, keys), len(vocabulary) - 1)
            coded[shard, : len(keys)] = np.where(vocabulary[at] == keys, keys, rare_code(keys))
        return sequence_order(sliding_window_view(coded, 3, axis=1)[:, grams])

    def _in_buckets(self, wanted: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where the buckets of some sequences begin and end among the sorted places, a row a shard."""
        number = (wanted >> np.uint64(32) >> self._shifts[:, None]).astype(np.int64) + self._buckets[:, None]
        return self._fours[number].astype(np.int64), self._fours[number + 1].astype(np.int64)

    def _bound(
        self, shards: NDArray[np.int64], wanted: NDArray[np.uint64], low: NDArray[np.int64], high: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """A binary search for all at once: the first half looks for where a gram begins, the second for where it ends."""
        after = np.arange(len(wanted)) >= len(wanted) // 2
        active = np.flatnonzero(low < high)
        while len(active):
            middle = (low[active] + high[active]) >> 1
            shard = shards[active]
            places = self._places_at(shard, middle)
            codes = self._threes[self._words[shard] + places]
            found = sequence_order(self._keys[codes + (shard << 16)[:, None]])
            right = (found < wanted[active]) | (after[active] & (found == wanted[active]))
            low[active[right]] = middle[right] + 1
            high[active[~right]] = middle[~right]
            active = active[low[active] < high[active]]
        return low

    def _places_at(self, shards: NDArray[np.int64], numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """The word at which each of these sorted places stands, counted within its shard."""
        return (self._any[self._places[shards] + numbers * self._widths[shards]] & self._masks[shards]).astype(np.int64)

    def read(
        self, shards: NDArray[np.int64], numbers: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Sorted places as (document in this segment, word in that document)."""
        at = self._begin[shards] + self._places_at(shards, numbers)
        document = np.searchsorted(self._first, at, "right") - 1
        return document, at - self._first[document]

    def words(self, document: int) -> int:
        """How many words a document has."""
        return int(self._sizes[document])

    def keys(self, document: int, first: int, last: int) -> NDArray[np.uint32]:
        """The keys of the words `first` to `last - 1` of a document, cut to what it has."""
        size = int(self._sizes[document])
        first, last = min(size, max(0, first)), min(size, max(0, last))
        shard = int(self._shard_of[document])
        inside = int(self._first[document] - self._begin[shard])
        base = int(self._words[shard]) + inside
        keys = self._keys[self._twos[base + first : base + last].astype(np.int64) + (shard << 16)]
        rare = self._array(shard, "rare")
        places = rare[: len(rare) // 2]
        a, b = np.searchsorted(places, np.array([inside + first, inside + last], np.uint32)).tolist()
        if a < b:
            keys[places[a:b].astype(np.int64) - inside - first] = rare[len(places) + a : len(places) + b]
        return keys

    def rows(self, documents: NDArray[np.int64], firsts: NDArray[np.int64], width: int) -> NDArray[np.uint32]:
        """The keys of `width` words from each of these places on, one place a row; 0 where the document has no word."""
        shards = self._shard_of[documents]
        within = firsts[:, None] + np.arange(width)
        there = (within >= 0) & (within < self._sizes[documents][:, None])
        base = self._words[shards] + self._first[documents] - self._begin[shards]
        codes = self._twos[np.where(there, base[:, None] + within, 0)].astype(np.int64)
        keys = np.where(there, self._keys[codes + (shards << 16)[:, None]], np.uint32(0))
        # Codes that several rare words share: those rows word by word.
        for row in np.flatnonzero((there & (codes >= FIRST_RARE)).any(axis=1)).tolist():
            first = int(firsts[row])
            found = self.keys(int(documents[row]), first, first + width)
            keys[row, max(0, -first) : max(0, -first) + len(found)] = found
        return keys

    def marks(self, document: int) -> NDArray[np.uint32]:
        """The offsets of every `MARK_EVERY`th word of a document."""
        shard = int(self._shard_of[document])
        before = int(self._marks_before[np.searchsorted(self._shard_of, shard)])
        first, last = self._marks_before[document : document + 2].tolist()
        return self._array(shard, "marks")[first - before : last - before]

    def document(self, document: int) -> SegmentDocument:
        """All that the index holds of a document, for a merge."""
        return SegmentDocument(
            self.keys(document, 0, int(self._sizes[document])), np.array(self.marks(document), np.uint32)
        )

    def slots(self, shard: int) -> range:
        """The numbers of the documents in a shard."""
        first, last = np.searchsorted(self._shard_of, [shard, shard + 1]).tolist()
        return range(first, last)

    def chunks(self, shard: int) -> Iterator[bytes]:
        """The bytes of a shard, for a merge that takes it as it stands."""
        at, end = self._offsets[shard], self._offsets[shard] + self.shards[shard].size
        while at < end:
            yield self._map[at : min(end, at + (1 << 24))]
            at += 1 << 24
