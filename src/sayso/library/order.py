"""The places of a segment's words in the order of the sequences that begin there.

Places are sorted by the hash of their first two words, then by that of all three. The places of a sequence of either length
are one stretch of them. Where it begins is looked up among samples, one of every `SAMPLE_EVERY` places' sort keys in full;
between two samples it is found by a binary search that reads the words themselves. Nothing but places and samples is
stored, the places in half-bytes, as many as the largest needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["SAMPLE_EVERY", "Packed", "Part", "half_bytes", "sequence_order", "sorted_parts", "unpacked"]

SAMPLE_EVERY = 32
_PARTS_BITS = 11
_AT_ONCE = 1 << 16


class Part(NamedTuple):
    """Some places, sorted, with what they are sorted by; each part of a segment follows on the one before."""

    orders: NDArray[np.uint64]
    places: NDArray[np.uint32]


def sequence_order(one: NDArray[np.uint32], two: NDArray[np.uint32], three: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """The sort key of sequences of three words: the hash of the first two, then that of all, in 32 bits each."""
    multiplier, shift, half = np.uint64(0xBF58476D1CE4E5B9), np.uint64(29), np.uint64(32)
    mixed = (np.uint64(0x9E3779B97F4A7C15) ^ one.astype(np.uint64)) * multiplier
    mixed ^= mixed >> shift
    mixed = (mixed ^ two.astype(np.uint64)) * multiplier
    mixed ^= mixed >> shift
    pair = (mixed >> half) << half
    mixed = (mixed ^ three.astype(np.uint64)) * multiplier
    mixed ^= mixed >> shift
    return pair | (mixed >> half)


def sorted_parts(keys: NDArray[np.uint32]) -> Iterator[Part]:
    """The places of all words but closing ones (key 0), sorted by the sequences there; two more words end `keys`."""
    orders = _orders(keys)
    # Sorted by the first bits as one, then part by part: a part is small enough to be sorted within the processor's cache.
    first = (orders >> np.uint64(64 - _PARTS_BITS)).astype(np.uint16)
    first[keys[:-2] == 0] = 1 << _PARTS_BITS
    rough = np.argsort(first, kind="stable")
    limits = np.concatenate([[0], np.cumsum(np.bincount(first, minlength=1 << _PARTS_BITS))])
    for low, high in pairwise(limits[: (1 << _PARTS_BITS) + 1].tolist()):
        part = rough[low:high]
        own = orders[part]
        by_order = np.argsort(own, kind="stable")
        yield Part(own[by_order], part[by_order].astype(np.uint32))


def _orders(keys: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """What the places are sorted by, of so many at a time that memory stays in cache."""
    out = np.empty(max(0, len(keys) - 2), np.uint64)
    for at in range(0, len(out), _AT_ONCE):
        end = min(len(out), at + _AT_ONCE)
        out[at:end] = sequence_order(keys[at:end], keys[at + 1 : end + 1], keys[at + 2 : end + 2])
    return out


def half_bytes(words: int) -> int:
    """How many half-bytes a place takes among so many words: `half_bytes(2_000_000) == 6`."""
    return 6 if words <= 1 << 24 else 7 if words <= 1 << 28 else 8


class Packed:
    """The places of all parts, packed as they are taken: `for chunk in Packed(parts, width): ...`.

    Afterwards `count` says how many places there were, and `samples` holds the sampled sort keys.
    """

    def __init__(self, parts: Iterable[Part], width: int) -> None:
        self._parts = parts
        self._width = width
        self.count = 0
        self.samples: list[NDArray[np.uint64]] = []

    def __iter__(self) -> Iterator[bytes]:
        odd = np.empty(0, np.uint32)
        for orders, places in self._parts:
            self.samples.append(orders[-self.count % SAMPLE_EVERY :: SAMPLE_EVERY].copy())
            self.count += len(orders)
            # Two places of seven half-bytes share a byte: an odd one waits for the next part.
            waiting = np.concatenate([odd, places])
            even = len(waiting) // 2 * 2
            odd = waiting[even:]
            yield _in_half_bytes(waiting[:even], self._width)
        yield _in_half_bytes(np.append(odd, odd), self._width)[: (self._width * len(odd) + 1) // 2]


def _in_half_bytes(places: NDArray[np.uint32], width: int) -> bytes:
    if width == 7:
        pairs = places[::2].astype(np.uint64) | places[1::2].astype(np.uint64) << np.uint64(28)
        return pairs.view(np.uint8).reshape(-1, 8)[:, :7].tobytes()
    return np.ascontiguousarray(places).view(np.uint8).reshape(-1, 4)[:, : width // 2].tobytes()


def unpacked(any_four: NDArray[np.uint32], first: int, numbers: NDArray[np.int64], width: int) -> NDArray[np.int64]:
    """The places of these numbers, out of the four bytes that begin at each byte of a file, places from byte `first` on."""
    at = numbers * width
    found: NDArray[np.int64] = any_four[first + (at >> 1)].astype(np.int64)
    if width == 7:
        found >>= (at & 1) << 2
    found &= (1 << 4 * width) - 1
    return found
