"""The words of the index in parts: those of fewer than 2**24 places, coded in two bytes each.

A word's code names its key in the shard's own vocabulary, so that keys come back exactly from two bytes. Words that are too
rare for the vocabulary share one code, and a list beside it gives their keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

__all__ = [
    "MARK_EVERY",
    "RARE",
    "SHARD_WORDS",
    "SegmentDocument",
    "Shard",
    "decoded",
    "in_shards",
    "is_full",
    "laid_out",
    "make_shard",
    "padded",
]

SHARD_WORDS = (1 << 24) - 1
"""The most words of a shard; one document with more has a shard of its own."""
MARK_EVERY = 64
"""The offset of every so-manieth word of a document is kept; the words between are found again in its text."""
RARE = (1 << 16) - 1
"""The code that rare words share."""


class SegmentDocument(NamedTuple):
    """One document for the index: the keys of its words, and the offset of every `MARK_EVERY`th."""

    keys: NDArray[np.uint32]
    marks: NDArray[np.uint32]


class Shard(msgspec.Struct, frozen=True, kw_only=True):
    """Where the arrays of a shard begin, in bytes from the shard's own beginning, and how long they are, in entries.

    `sizes` are the documents' words, `words` the codes with one 0 after each document and two more at the end, `rare` the
    places and then the keys of the rare words.
    """

    size: int
    sizes: tuple[int, int]
    vocabulary: tuple[int, int]
    rare: tuple[int, int]
    marks: tuple[int, int]
    words: tuple[int, int]


def decoded(vocabulary: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The key that every code stands for; 0 for the one that rare words share."""
    out = np.zeros(1 << 16, np.uint32)
    out[: len(vocabulary)] = vocabulary
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


def laid_out(documents: Sequence[SegmentDocument]) -> NDArray[np.uint32]:
    """The keys of all words of a shard in a row.

    A word with key 0 closes each document: no sequence of a quotation holds one, so none runs over two documents.
    """
    keys = np.zeros(sum(len(d.keys) + 1 for d in documents) + 2, np.uint32)
    at = 0
    for document in documents:
        keys[at : at + len(document.keys)] = document.keys
        at += len(document.keys) + 1
    return keys


def make_shard(documents: Sequence[SegmentDocument], keys: NDArray[np.uint32]) -> tuple[Shard, Iterator[bytes]]:
    """Code the words of some documents, laid out as `keys`; the bytes are to be written as they come."""
    vocabulary, codes, rare = _code(keys)
    marks = np.concatenate([d.marks for d in documents]) if documents else np.empty(0, np.uint32)
    arrays: dict[str, NDArray[np.generic]] = {
        "sizes": np.array([len(d.keys) for d in documents], np.uint32),
        "vocabulary": vocabulary,
        "rare": np.concatenate([rare.astype(np.uint32), keys[rare]]),
        "marks": marks,
        "words": codes,
    }
    found: dict[str, tuple[int, int]] = {}
    offset = 0
    for name, array in arrays.items():
        found[name] = (offset, len(array))
        offset += padded(array.nbytes)
    shard = Shard(size=offset, **found)
    return shard, (_bytes(array) for array in arrays.values())


def padded(size: int) -> int:
    """The next multiple of 24, so that arrays of 2, 4 and 8 bytes an entry can be read over a whole file."""
    return (size + 23) // 24 * 24


def _bytes(array: NDArray[np.generic]) -> bytes:
    data = array.tobytes()
    return data + bytes(padded(len(data)) - len(data))


def _code(keys: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.uint16], NDArray[np.int64]]:
    """The vocabulary (sorted, 0 first), the code of every word, and the places of the words that are not in it."""
    distinct, counts = _counted(keys)
    bits = min(24, max(8, len(distinct).bit_length() + 5))
    shift = np.uint32(32 - bits)
    # Of the commonest words, those that have their slot to themselves: a word is then coded by one look at a table.
    common = np.argsort(-counts, kind="stable")[:RARE]
    _, alone = np.unique(distinct[common] >> shift, return_index=True)
    kept = distinct[common[alone]]
    vocabulary = np.concatenate([np.zeros(1, np.uint32), np.sort(kept[kept >> shift != 0])])[:RARE]
    table = np.zeros(1 << bits, np.uint16)
    table[vocabulary >> shift] = np.arange(len(vocabulary), dtype=np.uint16)
    codes = table[keys >> shift]
    rare = np.flatnonzero(vocabulary[codes] != keys)
    codes[rare] = RARE
    return vocabulary, codes, rare


def _counted(keys: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    ordered = np.sort(keys)
    first = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    return ordered[first], np.diff(np.append(first, len(ordered)))
