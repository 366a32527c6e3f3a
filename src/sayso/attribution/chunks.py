"""Lines into chunks that a tagger reads at once: whole paragraphs side by side, a long one cut where a sentence ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sayso.attribution.lines import Line

__all__ = ["Part", "cut"]

_LEAST = 40


class Part(NamedTuple):
    """A run of words of one line."""

    line: int
    first: int
    words: int


def cut(
    lines: Sequence[Line], sizes: Sequence[Sequence[int]] | None = None, *, words: int = 160, pieces: int = 480
) -> list[list[Part]]:
    """Chunks of at most `words` words (and `pieces` pieces, where `sizes` says how many each word has), in order.

    A break stands before every part, which counts as a word. `cut(lines)` covers every word of every line once.
    """
    chunks: list[list[Part]] = []
    room = 0
    room_pieces = 0
    for number, line in enumerate(lines):
        cost = sizes[number] if sizes is not None else [1] * len(line.words)
        for part, weight in _parts(number, line, cost, words, pieces):
            if not chunks or part.words + 1 > room or weight + 1 > room_pieces:
                chunks.append([])
                room, room_pieces = words + 1, pieces + 1
            chunks[-1].append(part)
            room -= part.words + 1
            room_pieces -= weight + 1
    return chunks


def _parts(number: int, line: Line, cost: Sequence[int], words: int, pieces: int) -> list[tuple[Part, int]]:
    total = sum(cost)
    if len(line.words) <= words and total <= pieces:
        return [(Part(number, 0, len(line.words)), total)] if line.words else []
    out = []
    first = 0
    while first < len(line.words):
        last, weight, stop = first, 0, 0
        while last < len(line.words) and last - first < words and weight + cost[last] <= pieces:
            weight += cost[last]
            last += 1
            if line.words[last - 1] in (".", "?", "!") and last - first >= _LEAST:
                stop = last
        if last < len(line.words) and stop:
            weight -= sum(cost[stop:last])
            last = stop
        out.append((Part(number, first, last - first), weight))
        first = last
    return out
