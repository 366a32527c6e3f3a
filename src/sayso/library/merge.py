"""Making one segment of several: which ones, and the new one's shards, most of them taken as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sayso.library.segments import Segment
from sayso.library.shards import Shard, in_shards, is_full, make_shard

__all__ = ["choose_segments", "merged_shards"]

Part = tuple[Shard, Iterator[bytes]]


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


def merged_shards(
    segments: Mapping[str, Segment], live: Mapping[str, Sequence[int]], placed: dict[tuple[str, int], int]
) -> Iterator[Part]:
    """The shards of the new segment. `placed` gets the new slot of every (segment, slot) as shards are given out.

    A shard that is well filled with documents still there (`live`, the slots in order) goes over as it stands; the
    documents of the others are put together anew.
    """
    slots = 0
    loose: list[tuple[str, int]] = []
    for name, segment in segments.items():
        for number, shard in enumerate(segment.shards):
            inside = segment.slots(number)
            kept = [slot for slot in live[name] if slot in inside]
            if not is_full(sum(segment.words(slot) for slot in kept)):
                loose += [(name, slot) for slot in kept]
                continue
            placed.update({(name, slot): slots + slot - inside.start for slot in kept})
            slots += len(inside)
            yield shard, segment.chunks(number)

    placed.update({place: slots + i for i, place in enumerate(loose)})
    for group in in_shards(segments[name].document(slot) for name, slot in loose):
        yield make_shard(group)
