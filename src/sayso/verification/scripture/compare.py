"""What written words are to a canon: standing there, joined from several verses, changed, or not there.

The order of the questions is the order of mildness: the very words at one place; pieces at marked gaps; one place with few words
changed; pieces of several verses; one place with more words changed. Changes are found by an alignment of words (edit
distance with free ends in the source; Sellers 1980).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from sayso.verification.scripture.places import CanonWords, Run, same_word

__all__ = ["Change", "Compared", "compare"]

# Longer stretches are judged by runs of equal words alone; no alignment is made of them.
MOST_WORDS = 200
_SHORTEST_PIECE = 3


class Change(NamedTuple):
    """Written words `first..last` in place of the source's words `start..end`; either may be empty."""

    first: int
    last: int
    start: int
    end: int


class Compared(NamedTuple):
    """How written words stand in a canon, the runs of source words (places of pieces), and what was changed."""

    kind: Literal["same", "gaps", "joined", "changed", "absent"]
    runs: tuple[Run, ...] = ()
    changes: tuple[Change, ...] = ()
    others: tuple[Run, ...] = ()


def compare(
    canon: CanonWords, written: Sequence[str], gaps: Sequence[int] = (), near: tuple[int, int] | None = None
) -> Compared:
    """Compare written words with the canon; `gaps` are words before which something is marked as left out.

    `near` is the range of source words that a reference names: a place there comes first.
    """
    whole = [run for run in canon.runs(written) if run.last == len(written)] if not gaps else []
    if whole:
        whole.sort(key=lambda run: (not _inside(run, near), run.start))
        return Compared("same", (whole[0],), (), tuple(whole[1:]))
    if gaps:
        pieces = _marked(canon, written, gaps, near)
        if pieces:
            return Compared("gaps", pieces)
    best = _aligned(canon, written, near) if len(written) <= MOST_WORDS else None
    few = (
        best is not None
        and best[0] <= max(2 if near or len(written) >= 8 else 1, 0.15 * len(written))
        and len(written) - best[0] >= _SHORTEST_PIECE
    )
    if best is not None and few and all(c.last - c.first < _SHORTEST_PIECE for c in best[2]):
        return Compared("changed", (best[1],), best[2])
    joined = _joined(canon, written, near)
    if joined:
        return Compared("joined", joined)
    if best is not None and best[0] <= 0.4 * len(written) and len(written) - best[0] >= 2 * _SHORTEST_PIECE - 1:
        return Compared("changed", (best[1],), best[2])
    return Compared("absent")


def _inside(run: Run, near: tuple[int, int] | None) -> bool:
    return near is not None and run.start < near[1] and near[0] < run.end


def _marked(
    canon: CanonWords, written: Sequence[str], gaps: Sequence[int], near: tuple[int, int] | None
) -> tuple[Run, ...]:
    """The pieces between marked gaps, each standing word for word; as near to each other and in order as may be."""
    edges = [0, *gaps, len(written)]
    out: list[Run] = []
    for first, last in pairwise(edges):
        if first == last:
            continue
        runs = [r for r in canon.runs(written[:last], first) if r.last == last]
        if not runs:
            return ()
        after = out[-1].end if out else None
        runs.sort(
            key=lambda r: (
                after is not None and r.start < after,
                abs(r.start - after) if after is not None else not _inside(r, near),
                r.start,
            )
        )
        out.append(runs[0])
    return tuple(out)


def _joined(canon: CanonWords, written: Sequence[str], near: tuple[int, int] | None) -> tuple[Run, ...]:
    """The fewest pieces that the words are made of, each three words or more, or none."""
    out: list[Run] = []
    first = 0
    while first < len(written):
        runs = canon.runs(written, first)
        if not runs or len(out) > 6:
            return ()
        longest = min((r for r in runs if r.last == runs[0].last), key=lambda r: (not _inside(r, near), r.start))
        rest = len(written) - longest.last
        if 0 < rest < _SHORTEST_PIECE:  # leave the last piece enough words to be one
            shorter = longest.last - (_SHORTEST_PIECE - rest)
            again = [r for r in canon.runs(written[:shorter], first) if r.last == shorter]
            longest = min(again, key=lambda r: (not _inside(r, near), r.start), default=longest)
        if longest.last - longest.first < _SHORTEST_PIECE:
            return ()
        out.append(longest)
        first = longest.last
    return tuple(out) if len(out) > 1 else ()


def _aligned(
    canon: CanonWords, written: Sequence[str], near: tuple[int, int] | None
) -> tuple[int, Run, tuple[Change, ...]] | None:
    """The place with fewest changed words: (how many, where, which)."""
    size = len(written)
    windows = [(max(0, v - 6), min(len(canon.words), v + size + size // 4 + 10)) for v in canon.votes(written)]
    if near is not None and near[1] - near[0] <= 2 * MOST_WORDS:
        windows.insert(0, near)
    best: tuple[int, Run, tuple[Change, ...]] | None = None
    for start, end in windows:
        found = _align(canon, written, start, end)
        if found is not None and (best is None or found[0] < best[0]):
            best = found
        if best is not None and best[0] <= 1 + size // 20:
            break  # the places that more pairs speak for came first
    return best


def _align(
    canon: CanonWords, written: Sequence[str], start: int, end: int
) -> tuple[int, Run, tuple[Change, ...]] | None:
    rows, columns = len(written), end - start
    if columns <= 0:
        return None
    cost = [[0] * (columns + 1)]
    back: list[list[tuple[int, int, bool]]] = [[(0, 0, False)] * (columns + 1)]
    for i in range(1, rows + 1):
        cost.append([i] + [0] * columns)
        back.append([(1, 0, True)] + [(0, 0, False)] * columns)
        for j in range(1, columns + 1):
            options = [
                (cost[i - 1][j] + 1, (1, 0, True)),
                (cost[i][j - 1] + 1, (0, 1, True)),
                (cost[i - 1][j - 1] + 1, (1, 1, True)),
            ]
            for di, dj in ((1, 1), (2, 1), (1, 2)):
                if (
                    i >= di
                    and j >= dj
                    and same_word("".join(written[i - di : i]), "".join(canon.words[start + j - dj : start + j]))
                ):
                    options.append((cost[i - di][j - dj], (di, dj, False)))
            cost[i][j], back[i][j] = min(options, key=lambda o: (o[0], o[1][2]))
    j = min(range(columns + 1), key=lambda column: (cost[rows][column], column))
    total, i, stop = cost[rows][j], rows, j
    steps: list[tuple[int, int, int, int, bool]] = []
    while i > 0:
        di, dj, changed = back[i][j]
        steps.append((i - di, i, start + j - dj, start + j, changed))
        i, j = i - di, j - dj
    changes: list[Change] = []
    for first, last, a, b, changed in reversed(steps):
        if not changed:
            continue
        if changes and changes[-1].last == first and changes[-1].end == a:
            changes[-1] = Change(changes[-1].first, last, changes[-1].start, b)
        else:
            changes.append(Change(first, last, a, b))
    return total, Run(0, rows, start + j, start + stop), tuple(changes)
