"""Making one segment of several: which ones, and what the new one is made of, most of it taken as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np

from sayso.library.order import Part
from sayso.library.segments import Segment
from sayso.library.shards import Shard, in_shards, is_full, laid_out, make_shard

__all__ = ["Merged", "choose_segments"]

# So many places, as a power of two, are put in order at a time.
_PART_BITS = 20


def choose_segments(words: Mapping[str, tuple[int, int]], most: int) -> list[str]:
    """The segments to make one of, given (words, words of documents that are still there) of each; none when all is well.

    Those that are half gone always. Where there are more than `most`, the small ones, and larger ones only as far as they
    are no larger than what is made anew anyway, so that many small adds do not copy a large library each time.
    """
    take = [name for name, (size, live) in words.items() if 2 * live < size or not live]
    rest = sorted((n for n in words if n not in take), key=lambda n: words[n])
    if len(rest) + bool(take) > most:
        while rest and (len(rest) + 1 > most // 2 or words[rest[0]][0] <= sum(words[n][1] for n in take)):
            take.append(rest.pop(0))
    return take


class Merged:
    """What a new segment is made of: the words of others, `shards` first, and then their places, `parts`.

    A shard that is well filled with documents still there (`live`, the slots in order) goes over as it stands; the
    documents of the others are put together anew. `placed` gets the new slot of every (segment, slot).
    """

    def __init__(self, segments: Mapping[str, Segment], live: Mapping[str, Sequence[int]]) -> None:
        self._segments = segments
        self._live = live
        self.placed: dict[tuple[str, int], int] = {}
        # The first word of each document in the new segment, -1 where it is gone.
        self._firsts = {name: np.full(segment.documents, -1, np.int64) for name, segment in segments.items()}
        self._words = 0

    def shards(self) -> Iterator[tuple[Shard, Iterator[bytes]]]:
        """The shards of the new segment."""
        slots = 0
        loose: list[tuple[str, int]] = []
        for name, segment in self._segments.items():
            for number, shard in enumerate(segment.shards):
                inside = segment.slots(number)
                kept = [slot for slot in self._live[name] if slot in inside]
                if not is_full(sum(segment.words(slot) for slot in kept)):
                    loose += [(name, slot) for slot in kept]
                    continue
                self.placed.update({(name, slot): slots + slot - inside.start for slot in kept})
                first_words = segment.first_words[kept] - segment.first_words[inside.start]
                self._firsts[name][kept] = first_words + self._words
                self._words += shard.words[1]
                slots += len(inside)
                yield shard, segment.chunks(number)

        self.placed.update({place: slots + i for i, place in enumerate(loose)})
        put = iter(loose)
        for group in in_shards(self._segments[name].document(slot) for name, slot in loose):
            at = self._words
            for document, (name, slot) in zip(group, put, strict=False):
                self._firsts[name][slot] = at
                at += len(document.keys) + 1
            keys = laid_out(group)
            self._words += len(keys)
            yield make_shard(group, keys)

    def parts(self, workers: int = 1) -> Iterator[Part]:
        """The places of all words, once the shards are taken: those of the segments in their order, put together anew.

        So many parts are made at a time as there are `workers`, each in a thread; more would have to wait in memory.
        """
        bits = max(0, self._words.bit_length() - _PART_BITS)
        limits = np.arange(1, 1 << bits, dtype=np.uint64) << np.uint64(64 - bits) if bits else np.empty(0, np.uint64)
        cuts = {n: list(pairwise([0, *s.cuts(limits).tolist(), s.places])) for n, s in self._segments.items()}

        def part(number: int) -> Part:
            runs = [self._run(name, *cuts[name][number]) for name in self._segments]
            orders = np.concatenate([run.orders for run in runs])
            by_order = np.argsort(orders, kind="stable")
            return Part(orders[by_order], np.concatenate([run.places for run in runs])[by_order])

        with ThreadPoolExecutor(workers) as pool:
            for first in range(0, 1 << bits, workers):
                yield from pool.map(part, range(first, min(1 << bits, first + workers)))

    def _run(self, name: str, low: int, high: int) -> Part:
        """Some of a segment's sorted places, by their new numbers; those of documents that are gone are left out."""
        segment, firsts = self._segments[name], self._firsts[name]
        places = segment.sorted_places(low, high)
        orders = segment.orders(places)
        document = segment.document_at(places)
        first = firsts[document]
        there = first >= 0
        places += first - segment.first_words[document]
        if not there.all():
            orders, places = orders[there], places[there]
        return Part(orders, places.astype(np.uint32))
