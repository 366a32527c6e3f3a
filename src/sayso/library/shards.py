"""The unit of the index: the words of fewer than 2**24 places, coded in two bytes each, and those places in sorted order.

A word's code names its key in the shard's own vocabulary, so that keys come back exactly from two bytes. Words that are too
rare for the vocabulary share a few codes by their keys' last bits, and a list beside it gives their keys in full.

Places are sorted by the sequence that begins there: by its first two words, then by all three, both hashed. The places of a
sequence of either length are one stretch of them, found by a binary search that reads the words themselves; nothing but the
places is stored for it, in three bytes each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

__all__ = [
    "FIRST_RARE",
    "MARK_EVERY",
    "RARE_CODES",
    "SHARD_WORDS",
    "SegmentDocument",
    "Shard",
    "decoded",
    "in_shards",
    "is_full",
    "make_shard",
    "rare_code",
    "sequence_order",
]

SHARD_WORDS = (1 << 24) - 1
"""The most words of a shard; one document with more has a shard of its own, with places of four bytes."""
MARK_EVERY = 64
"""The offset of every so-manieth word of a document is kept; the words between are found again in its text."""
RARE_CODES = 1024
FIRST_RARE = (1 << 16) - RARE_CODES
"""The first of the codes that rare words share."""
_PLACES_A_BUCKET = 4
_PARTS_BITS = 11
_AT_ONCE = 1 << 16


class SegmentDocument(NamedTuple):
    """One document for the index: the keys of its words, and the offset of every `MARK_EVERY`th."""

    keys: NDArray[np.uint32]
    marks: NDArray[np.uint32]


class Shard(msgspec.Struct, frozen=True, kw_only=True):
    """Where the arrays of a shard begin, in bytes from the shard's own beginning, and how long they are, in entries.

    `sizes` are the documents' words, `words` the codes with one 0 after each document and two more at the end, `rare` the
    places and then the keys of the rare words, `buckets` where the places of each first-two-words hash begin.
    """

    size: int
    width: int
    bits: int
    sizes: tuple[int, int]
    vocabulary: tuple[int, int]
    rare: tuple[int, int]
    marks: tuple[int, int]
    buckets: tuple[int, int]
    words: tuple[int, int]
    places: tuple[int, int]


def rare_code(keys: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """What stands for a rare word's key in sequences: one of `RARE_CODES` small numbers."""
    return keys % np.uint32(RARE_CODES) + np.uint32(1)


def decoded(vocabulary: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """What every code stands for in sequences: its key, or a rare word's stand-in."""
    out = np.zeros(1 << 16, np.uint32)
    out[: len(vocabulary)] = vocabulary
    out[FIRST_RARE:] = np.arange(1, RARE_CODES + 1, dtype=np.uint32)
    return out


def is_full(words: int) -> bool:
    """Whether a shard with so many words of documents still there is worth keeping as it stands."""
    return 4 * words >= 3 * SHARD_WORDS


def in_shards(documents: Iterable[SegmentDocument]) -> Iterator[list[SegmentDocument]]:
    """The documents in order, as many together as one shard holds."""
    held: list[SegmentDocument] = []
    total = 0
    for document in documents:
        size = len(document.keys) + 1
        if held and total + size + 2 > SHARD_WORDS:
            yield held
            held, total = [], 0
        held.append(document)
        total += size
    if held:
        yield held


def make_shard(documents: Sequence[SegmentDocument]) -> tuple[Shard, Iterator[bytes]]:
    """Code the words of some documents and sort their places; the bytes are to be written as they come."""
    sizes = np.array([len(d.keys) for d in documents], np.uint32)
    keys = np.zeros(int(sizes.sum()) + len(documents) + 2, np.uint32)
    at = 0
    # A word with key 0 closes each document: no sequence of a quotation holds one, so none runs over two documents.
    for document in documents:
        keys[at : at + len(document.keys)] = document.keys
        at += len(document.keys) + 1
    vocabulary, codes, rare = _code(keys)
    rare_keys = keys[rare]
    keys[rare] = rare_code(rare_keys)
    places, buckets, bits = _sort(keys)
    width = 3 if len(keys) <= 1 << 24 else 4
    marks = np.concatenate([d.marks for d in documents]) if documents else np.empty(0, np.uint32)
    arrays: dict[str, NDArray[np.generic]] = {
        "sizes": sizes,
        "vocabulary": vocabulary,
        "rare": np.concatenate([rare.astype(np.uint32), rare_keys]),
        "marks": marks,
        "buckets": buckets,
        "words": codes,
        "places": places.view(np.uint8).reshape(-1, 4)[:, :width],
    }
    found: dict[str, tuple[int, int]] = {}
    offset = 0
    for name, array in arrays.items():
        found[name] = (offset, len(array))
        offset += _padded(array.nbytes)
    shard = Shard(size=offset, width=width, bits=bits, **found)
    return shard, (_bytes(array) for array in arrays.values())


def _padded(size: int) -> int:
    """The next multiple of 24, so that arrays of 2, 3, 4 and 8 bytes an entry can be read over a whole file."""
    return (size + 23) // 24 * 24


def _bytes(array: NDArray[np.generic]) -> bytes:
    data = array.tobytes()
    return data + bytes(_padded(len(data)) - len(data))


def _code(keys: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.uint16], NDArray[np.int64]]:
    """The vocabulary (sorted, 0 first), the code of every word, and the places of the words that are not in it."""
    distinct, counts = _counted(keys)
    bits = min(24, max(8, len(distinct).bit_length() + 5))
    shift = np.uint32(32 - bits)
    # Of the commonest words, those that have their slot to themselves: a word is then coded by one look at a table.
    common = np.argsort(-counts, kind="stable")[:FIRST_RARE]
    _, alone = np.unique(distinct[common] >> shift, return_index=True)
    kept = distinct[common[alone]]
    vocabulary = np.concatenate([np.zeros(1, np.uint32), np.sort(kept[kept >> shift != 0])])[:FIRST_RARE]
    table = np.zeros(1 << bits, np.uint16)
    table[vocabulary >> shift] = np.arange(len(vocabulary), dtype=np.uint16)
    codes = table[keys >> shift]
    rare = np.flatnonzero(vocabulary[codes] != keys)
    codes[rare] = (FIRST_RARE - 1 + rare_code(keys[rare])).astype(np.uint16)
    return vocabulary, codes, rare


def _counted(keys: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    ordered = np.sort(keys)
    first = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    return ordered[first], np.diff(np.append(first, len(ordered)))


def _sort(keys: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.uint32], int]:
    """The places of words sorted by the sequences there, and where each bucket of them begins."""
    places = np.flatnonzero(keys[:-2]).astype(np.uint32)
    order = _orders(keys)[places]
    bits = min(24, max(4, len(places).bit_length() - _PLACES_A_BUCKET))
    filled = np.bincount((order >> np.uint64(64 - bits)).astype(np.intp), minlength=1 << bits)
    buckets = np.concatenate([[0], np.cumsum(filled)])
    # Sorted by the first bits as one, then part by part: a part is small enough to be sorted within the processor's cache.
    parts = min(_PARTS_BITS, bits)
    rough = np.argsort((order >> np.uint64(64 - parts)).astype(np.uint16), kind="stable")
    limits = buckets[:: 1 << (bits - parts)].tolist()
    out = np.empty(len(places), np.uint32)
    for low, high in pairwise(limits):
        part = rough[low:high]
        out[low:high] = places[part[np.argsort(order[part], kind="stable")]]
    return out, buckets.astype(np.uint32), bits


def _orders(keys: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """What the places are sorted by: `sequence_order` of the three words there, of so many at a time that memory stays in cache."""
    out = np.empty(len(keys) - 2, np.uint64)
    for at in range(0, len(out), _AT_ONCE):
        out[at : at + _AT_ONCE] = sequence_order(sliding_window_view(keys[at : at + _AT_ONCE + 2], 3))
    return out


def sequence_order(words: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """The sort key of sequences of three words (the last axis): the hash of the first two, then that of all."""
    mixed = np.full(words.shape[:-1], 0x9E3779B97F4A7C15, np.uint64)
    two = mixed
    for i in range(3):
        mixed = (mixed ^ words[..., i].astype(np.uint64)) * np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(29)
        if i == 1:
            two = mixed
    return ((two >> np.uint64(32)) << np.uint64(32)) | (mixed >> np.uint64(32))
