"""Files of the index: written once, checksummed, mapped into memory, never changed.

A segment holds shards of words (`sayso.library.shards`) one after the other, then the places of all of them in order
(`sayso.library.order`), and at its end where each of these is. Words are numbered through all shards.
"""

from __future__ import annotations

import mmap
import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.errors import LibraryError
from sayso.library.order import SAMPLE_EVERY, Packed, Part, half_bytes, sequence_order, sorted_parts, unpacked
from sayso.library.shards import (
    MARK_EVERY,
    RARE,
    SegmentDocument,
    Shard,
    decoded,
    in_shards,
    laid_out,
    make_shard,
    padded,
)

__all__ = ["TURNS", "Segment", "Stretches", "write_documents", "write_segment"]

TURNS = 4
"""In how many turns all words of a segment are let go."""
_MAGIC = b"sayso segment 3\n        "
_TAIL = 24
_PIECE = 1 << 16
_NEAR = 8
_QUARTERS = np.array([2, 4, 6])
_EIGHTHS = np.arange(1, 8)
_THREE = np.arange(3)


class Stretches(NamedTuple):
    """Where each gram stands among the sorted places: `[low, high)`."""

    low: NDArray[np.int64]
    high: NDArray[np.int64]


class _Contents(msgspec.Struct, frozen=True, kw_only=True):
    """What a segment says of itself at its end: where its shards begin, what each holds, and where the sorted places are.

    `places` are so many, of `width` half-bytes each, from byte `order` on; `samples` begin at that byte.
    """

    offsets: tuple[int, ...]
    shards: tuple[Shard, ...]
    order: int
    places: int
    width: int
    samples: int


def write_documents(path: Path, documents: Iterable[SegmentDocument]) -> str:
    """Write a segment of these documents and return its checksum."""
    groups = list(in_shards(documents))
    keys = [laid_out(group) for group in groups]
    shards = (make_shard(group, words) for group, words in zip(groups, keys, strict=True))
    return write_segment(path, shards, sorted_parts(keys[0] if len(keys) == 1 else np.concatenate(keys)))


def write_segment(
    path: Path, shards: Iterable[tuple[Shard, Iterable[bytes | memoryview]]], parts: Iterable[Part]
) -> str:
    """Write a segment and return its checksum; it appears under its name only when it is whole and on the disk.

    `parts` are the sorted places of the shards' words; they are taken after the last shard.
    """
    partial = path.with_suffix(".part")
    # Small pieces: a system keeps a file in pages as large as the writes, and maps whole ones when a few bytes are read.
    with partial.open("wb", buffering=_PIECE) as file:
        written = _Written(file)
        written.write(_MAGIC)
        offsets: list[int] = []
        listed: list[Shard] = []
        for shard, chunks in shards:
            offsets.append(written.size)
            listed.append(shard)
            for chunk in chunks:
                written.write(chunk)
        order = written.size
        width = half_bytes(sum(shard.words[1] for shard in listed))
        places = Packed(parts, width)
        for packed in places:
            written.write(packed)
        written.pad()
        samples = written.size
        for some in places.samples:
            written.write(some.astype("<u8").tobytes())
        written.pad()
        contents = _Contents(
            offsets=tuple(offsets), shards=tuple(listed), order=order, places=places.count, width=width, samples=samples
        )
        encoded = msgspec.json.encode(contents)
        written.write(encoded + len(encoded).to_bytes(_TAIL, "little"))
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    return f"{written.checksum:08x}"


class _Written:
    """A file that is being written, its size and checksum so far."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = 0
        self.checksum = 0

    def write(self, data: bytes | memoryview) -> None:
        for at in range(0, len(data), _PIECE):
            self._file.write(data[at : at + _PIECE])
        self.size += len(data)
        self.checksum = zlib.crc32(data, self.checksum)

    def pad(self) -> None:
        self.write(bytes(padded(self.size) - self.size))


class Segment:
    """One segment, mapped into memory; `tokens` counts its words, `documents` its documents, `places` what is sorted.

    `first_words` are the numbers of the documents' first words.
    """

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
            sampled = padded(8 * -(-contents.places // SAMPLE_EVERY))
            if contents.samples + sampled + length + _TAIL != size or contents.width not in (6, 7, 8):
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
        # Whatever four bytes begin at each byte: these overlap.
        self._any = np.ndarray((size - 3,), "<u4", self._map, strides=(1,))
        self.shards = contents.shards
        self._offsets = contents.offsets
        self._order, self._samples_at, self.places, self.width = (
            contents.order,
            contents.samples,
            contents.places,
            contents.width,
        )
        sampled = contents.samples // 8
        self._samples = whole[: size // 8 * 8].view("<u8")[sampled : sampled + -(-contents.places // SAMPLE_EVERY)]
        at = np.array(contents.offsets, np.int64)
        vocabularies = [decoded(self._array(i, "vocabulary")) for i in range(len(contents.shards))]
        self._keys = np.concatenate([np.empty(0, np.uint32), *vocabularies])
        sizes = [self._array(i, "sizes").astype(np.int64) for i in range(len(contents.shards))]
        self._sizes = np.concatenate([np.empty(0, np.int64), *sizes])
        self._shard_of = np.repeat(np.arange(len(sizes)), [len(s) for s in sizes])
        # Two words that no document owns end each shard.
        self._begin = np.concatenate([[0], np.cumsum([s.words[1] for s in contents.shards])]).astype(np.int64)
        # By how much the number of a word differs from where its code stands in the file, in pairs of bytes.
        words = at + np.array([s.words[0] for s in contents.shards], np.int64)
        self._shift = words // 2 - self._begin[:-1]
        self.first_words = np.concatenate(
            [np.empty(0, np.int64), *(b + np.cumsum(s + 1) - s - 1 for b, s in zip(self._begin, sizes, strict=False))]
        )
        self._marks_before = np.concatenate([[0], np.cumsum((self._sizes + MARK_EVERY - 1) // MARK_EVERY)])
        firsts = np.searchsorted(self._shard_of, np.arange(len(sizes)))
        self._marks_of_shard = self._marks_before[firsts].tolist()
        # Of every 256th word the document, to begin from when a word's is looked for, and where those after them begin.
        some = np.arange(0, int(self._begin[-1]), 1 << _NEAR)
        self._near = (np.searchsorted(self.first_words, some, "right") - 1).astype(np.int32)
        self._following = np.append(self.first_words[1:], self._begin[-1])
        rare = [np.split(self._array(i, "rare"), 2) for i in range(len(contents.shards))]
        self._rare = np.concatenate(
            [
                np.empty(0, np.int64),
                *(b + places.astype(np.int64) for b, (places, _) in zip(self._begin, rare, strict=False)),
            ]
        )
        self._rare_keys = np.concatenate([np.empty(0, np.uint32), *(keys for _, keys in rare)])
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

    def let_places_go(self) -> None:
        """Let the system count what was read of the places as its own cache again, and no longer as this process's memory.

        They are by far the largest part, and few are read twice.
        """
        self._let_go(self._order, self._samples_at)

    def let_words_go(self, turn: int) -> None:
        """The same for a part of the words, another one each of `TURNS` turns: these are read again and again."""
        for offset, shard in list(zip(self._offsets, self.shards, strict=True))[turn % TURNS :: TURNS]:
            self._let_go(offset + shard.words[0], offset + shard.size)

    def _let_go(self, first: int, end: int) -> None:
        first = -(-first // mmap.PAGESIZE) * mmap.PAGESIZE
        if first < end and hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED, first, end - first)

    def at_most(self, keys: NDArray[np.uint32], k: int) -> NDArray[np.int64]:
        """In how many places each `k`-word gram of `keys` stands at most, read off the samples alone."""
        size = max(0, len(keys) - k + 1)
        low, high = self._limits(np.searchsorted(self._samples, _before(keys, k, np.arange(size)), "right"))
        return high[size:] - low[:size]

    def find(self, keys: NDArray[np.uint32], k: int, grams: NDArray[np.int64]) -> Stretches:
        """Where some `k`-word grams of `keys`, given by their first words, stand among the sorted places."""
        found = self._after(_before(keys, k, grams))
        return Stretches(found[: len(grams)], found[len(grams) :])

    def _limits(self, samples: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The least and the largest number of a place that stands after so many samples and not after the next."""
        return np.maximum(0, (samples - 1) * SAMPLE_EVERY + 1), np.minimum(samples * SAMPLE_EVERY, self.places)

    def _after(self, orders: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The number of the first sorted place beyond each of these sort keys, by a search for all at once.

        Two rounds are enough between two samples: three places cut a stretch in four, seven are all that is left of one.
        """
        low, high = self._limits(np.searchsorted(self._samples, orders, "right"))
        active = np.flatnonzero(low < high)
        parts = _QUARTERS
        while len(active):
            first, last = low[active, None], high[active, None]
            probes = first + ((last - first) * parts >> 3)
            beyond = self.orders(self._places(probes.ravel())).reshape(probes.shape) > orders[active, None]
            low[active] = np.where(beyond, first, probes + 1).max(axis=1)
            high[active] = np.where(beyond, probes, last).min(axis=1)
            active = active[low[active] < high[active]]
            parts = _EIGHTHS
        return low

    def cuts(self, orders: NDArray[np.uint64]) -> NDArray[np.int64]:
        """How many of the sorted places stand before each of these sort keys (none of them 0), for a merge."""
        return self._after(orders - np.uint64(1))

    def sorted_places(self, low: int, high: int) -> NDArray[np.int64]:
        """A run of the sorted places, for a merge: read from the file, so that it is not mapped as a whole."""
        with self.path.open("rb") as file:
            skipped = low // 2 * self.width
            file.seek(self._order + skipped)
            data = file.read((high * self.width + 1) // 2 - skipped)
        any_four = np.ndarray((len(data),), "<u4", data + bytes(4), strides=(1,))
        return unpacked(any_four, 0, np.arange(low % 2, low % 2 + high - low), self.width)

    def _places(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """The words at which these sorted places stand."""
        return unpacked(self._any, self._order, numbers, self.width)

    def orders(self, places: NDArray[np.int64]) -> NDArray[np.uint64]:
        """What the sequences that begin at these words are sorted by."""
        shard = np.searchsorted(self._begin, places, "right") - 1
        three = places[:, None] + _THREE
        codes = self._twos[three + self._shift[shard, None]]
        keys = self._keys[codes + (shard << 16)[:, None]]
        rare = codes == RARE
        if rare.any():
            keys[rare] = self._rare_keys[np.searchsorted(self._rare, three[rare])]
        return sequence_order(keys[:, 0], keys[:, 1], keys[:, 2])

    def read(self, numbers: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Sorted places as (document in this segment, word in that document)."""
        at = self._places(numbers)
        document = self.document_at(at)
        return document, at - self.first_words[document]

    def document_at(self, words: NDArray[np.int64]) -> NDArray[np.int64]:
        """The documents that hold these words."""
        document: NDArray[np.int64] = self._near[words >> _NEAR].astype(np.int64)
        ahead = np.flatnonzero(self._following[document] <= words)
        while len(ahead):
            document[ahead] += 1
            ahead = ahead[self._following[document[ahead]] <= words[ahead]]
        return document

    def words(self, document: int) -> int:
        """How many words a document has."""
        return int(self._sizes[document])

    def keys(self, document: int, first: int, last: int) -> NDArray[np.uint32]:
        """The keys of the words `first` to `last - 1` of a document, cut to what it has."""
        size = int(self._sizes[document])
        first, last = min(size, max(0, first)), min(size, max(0, last))
        shard = int(self._shard_of[document])
        before = int(self.first_words[document])
        base = before + int(self._shift[shard])
        codes = self._twos[base + first : base + last]
        keys: NDArray[np.uint32] = self._keys[shard << 16 : shard + 1 << 16][codes]
        rare = np.flatnonzero(codes == RARE)
        if len(rare):
            keys[rare] = self._rare_keys[np.searchsorted(self._rare, before + first + rare)]
        return keys

    def rows(self, documents: NDArray[np.int64], firsts: NDArray[np.int64], width: int) -> NDArray[np.uint32]:
        """The keys of `width` words from each of these places on, one place a row; 0 where the document has no word."""
        shards = self._shard_of[documents]
        within = firsts[:, None] + np.arange(width)
        there = (within >= 0) & (within < self._sizes[documents][:, None])
        words = np.where(there, self.first_words[documents][:, None] + within, 0)
        codes = self._twos[np.where(there, words + (self._shift[shards])[:, None], 0)]
        keys = np.where(there, self._keys[codes + (shards << 16)[:, None]], np.uint32(0))
        rare = there & (codes == RARE)
        keys[rare] = self._rare_keys[np.searchsorted(self._rare, words[rare])]
        return keys

    def marks(self, document: int) -> NDArray[np.uint32]:
        """The offsets of every `MARK_EVERY`th word of a document."""
        shard = int(self._shard_of[document])
        before = self._marks_of_shard[shard]
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


def _before(keys: NDArray[np.uint32], k: int, grams: NDArray[np.int64]) -> NDArray[np.uint64]:
    """The largest sort keys before the sequences that begin with these `k`-word grams, and then the largest of theirs."""
    three = keys[grams + 2] if k == 3 else np.zeros(len(grams), np.uint32)
    wanted = sequence_order(keys[grams], keys[grams + 1], three)
    rest = np.uint64(0 if k == 3 else 0xFFFFFFFF)
    first = wanted & ~rest
    return np.concatenate([first - (first > 0), wanted | rest])
