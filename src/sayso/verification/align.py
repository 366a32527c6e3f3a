"""Word against word: how a quotation lies over a stretch of a source.

A semi-global alignment (the source may begin earlier and end later) between the words that a chain of equal runs has
already fixed. Costs are in words: a changed, added or dropped word costs about one; a skip at a marked gap and a word
in brackets cost next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.verification.query import Query

__all__ = ["Op", "align", "anchored"]

DROP, SKIP, CHANGE = 1.0, 0.85, 1.0
BRACKET_DROP, BRACKET_CHANGE, BRACKET_SKIP = 0.05, 0.3, 0.15
MARKED_SKIP = 0.002
# So many changed words in a row at an open side are no longer taken for changed ones.
STRANGE = 3
# A larger gap than this is not aligned word by word: its words stand against each other as one block.
MOST_CELLS = 3_000_000


class Op(NamedTuple):
    """One step: `=` equal, `s` changed, `d` only in the quotation, `i` only in the source, `e` skipped at a marked gap.

    `q` is a word of the quotation, `s` a word of the source; for a one-sided step the other is the next one there.
    """

    op: str
    q: int
    s: int


def align(
    query: Query,
    first: int,
    last: int,
    source: NDArray[np.uint32],
    offset: int,
    *,
    open_start: bool,
    open_end: bool,
) -> list[Op]:
    """Align the words `first` to `last - 1` with all of `source` (whose first word is number `offset`).

    An open side lets the source's words outside go free. The steps are in order, e.g. `[Op("=", 0, 7), Op("s", 1, 8)]`.
    """
    words = query.words[first:last]
    m, n = len(words), len(source)
    if m == 0:
        if open_start or open_end:
            return []
        kind = "e" if query.free(first) else "i"
        return [Op(kind, first, offset + j) for j in range(n)]
    if n == 0 or (m + 1) * (n + 1) > MOST_CELLS:
        ops = [Op("d", first + i, offset) for i in range(m)]
        return ops if open_start or open_end else ops + [Op("i", last, offset + j) for j in range(n)]
    skips = [_skip_cost(query, first + i) for i in range(m + 1)]
    table = _fill(words, source, skips, open_start)
    j = _open_end(table[m]) if open_end else n
    return _trace(query, table, words, source.tolist(), skips, first, offset, j, open_start, open_end)


def _open_end(row: NDArray[np.float64]) -> int:
    """Where the source ends at least cost; a changed last word rather than one dropped and none in its place."""
    least = float(row.min())
    j = int(np.argmin(row))
    while least > 0.5 and j + 1 < len(row) and row[j + 1] <= least + 1e-9:
        j += 1
    return j


def _skip_cost(query: Query, i: int) -> float:
    """What it costs to pass over one word of the source before word `i` of the quotation."""
    if query.free(i):
        return MARKED_SKIP
    beside = query.words[max(0, i - 1) : i + 1]
    return BRACKET_SKIP if any(w.bracket for w in beside) else SKIP


def _fill(
    words: Sequence[tuple[int, int, int, bool]], source: NDArray[np.uint32], skips: list[float], open_start: bool
) -> NDArray[np.float64]:
    m, n = len(words), len(source)
    table = np.empty((m + 1, n + 1))
    steps = np.arange(n + 1)
    table[0] = 0.0 if open_start else skips[0] * steps
    for i in range(1, m + 1):
        _, _, key, bracket = words[i - 1]
        drop, change = (BRACKET_DROP, BRACKET_CHANGE) if bracket else (DROP, CHANGE)
        above = table[i - 1]
        row = table[i]
        row[0] = above[0] + drop
        np.minimum(above[:-1] + np.where(source == key, 0.0, change), above[1:] + drop, out=row[1:])
        ramp = skips[i] * steps
        row -= ramp
        np.minimum.accumulate(row, out=row)
        row += ramp
    return table


def _trace(
    query: Query,
    table: NDArray[np.float64],
    words: Sequence[tuple[int, int, int, bool]],
    source: list[int],
    skips: list[float],
    first: int,
    offset: int,
    j: int,
    open_start: bool,
    open_end: bool,
) -> list[Op]:
    near = 1e-7
    i, ops = len(words), list[Op]()
    while i > 0 or (j > 0 and not open_start):
        here = table[i, j]
        if i > 0 and j > 0:
            _, _, key, bracket = words[i - 1]
            same = source[j - 1] == key
            step = 0.0 if same else BRACKET_CHANGE if bracket else CHANGE
            if abs(here - table[i - 1, j - 1] - step) < near:
                ops.append(Op("=" if same else "s", first + i - 1, offset + j - 1))
                i, j = i - 1, j - 1
                continue
        if j > 0 and not (i == 0 and open_start) and abs(here - table[i, j - 1] - skips[i]) < near:
            ops.append(Op("e" if query.free(first + i) else "i", first + i, offset + j - 1))
            j -= 1
            continue
        ops.append(Op("d", first + i - 1, offset + j))
        i -= 1
    ops.reverse()
    if open_end:
        while ops and ops[-1].op in "ie":
            ops.pop()
        ops = _less_strange(ops[::-1], 1)[::-1]
    return _less_strange(ops, 0) if open_start else ops


def _less_strange(ops: list[Op], beyond: int) -> list[Op]:
    """The steps of an open side without words of the source that only happen to stand where the quotation has its own.

    One or two there may be changed words; more in a row are words of the quotation that this place does not have.
    """
    run = next((n for n, op in enumerate(ops) if op.op not in "sd"), len(ops))
    if run < STRANGE or run == len(ops):
        return ops
    return [*(op._replace(op="d", s=ops[run].s + beyond) for op in ops[:run]), *ops[run:]]


def anchored(query: Query, anchors: Sequence[tuple[int, int]], source: NDArray[np.uint32], offset: int) -> list[Op]:
    """Align the whole quotation with `source`, given pairs of equal words (quotation, source) in rising order.

    Only what lies between the anchors is searched, so that the cost does not grow with the length of the quotation.
    """
    ops: list[Op] = []
    q, s = 0, offset
    for aq, as_ in anchors:
        if aq < q or as_ < s:
            continue
        if aq > q or as_ > s:
            ops += align(query, q, aq, source[s - offset : as_ - offset], s, open_start=q == 0, open_end=False)
        ops.append(Op("=", aq, as_))
        q, s = aq + 1, as_ + 1
    if q < len(query.words):
        rest = source[s - offset :]
        ops += align(query, q, len(query.words), rest, s, open_start=not anchors, open_end=True)
    return ops
