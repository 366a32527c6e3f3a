"""Word against word: how a quotation lies over stretches of sources.

A semi-global alignment (the source may begin earlier and end later), held to the words that a chain of equal runs has
already fixed, for many stretches in one table. Costs are in thousandths of a word: a changed, added or dropped word costs
about one word; a skip at a marked gap and a word in brackets cost next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.verification.query import Query, Word

__all__ = ["Op", "align", "anchored", "last_words", "least_costs", "table", "trace"]

WORD = 1000
DROP, SKIP, CHANGE = WORD, 850, WORD
BRACKET_DROP, BRACKET_CHANGE, BRACKET_SKIP = 50, 300, 150
MARKED_SKIP = 2
# So many changed words in a row at an open side are no longer taken for changed ones.
STRANGE = 3
# A larger gap than this is not aligned word by word: its words stand against each other as one block.
MOST_CELLS = 3_000_000
# More than an alignment of so many words costs; as many times as there are words it is still a number of four bytes.
MOST_WORDS = 1000
_NEVER = 1 << 21


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
    m, n = last - first, len(source)
    if m == 0:
        if open_start or open_end:
            return []
        kind = "e" if query.free(first) else "i"
        return [Op(kind, first, offset + j) for j in range(n)]
    if n == 0 or (m + 1) * (n + 1) > MOST_CELLS:
        ops = [Op("d", first + i, offset) for i in range(m)]
        return ops if open_start or open_end else ops + [Op("i", last, offset + j) for j in range(n)]
    costs = table(query, first, last, source[None, :], open_start=open_start)[:, 0]
    j = int(last_words(costs[m][None, :], (0,))[0]) if open_end else n
    return trace(query, costs, source, first, offset, j, open_start=open_start, open_end=open_end)


def table(
    query: Query,
    first: int,
    last: int,
    sources: NDArray[np.uint32],
    *,
    open_start: bool,
    fixed: NDArray[np.int64] | None = None,
) -> NDArray[np.int32]:
    """What the words `first` to `first + i - 1` cost at least against the words before `j` of a source: `[i, source, j]`.

    One row of `sources` for each, all of one length; `fixed` names, for each source and word of the quotation, the source
    word that it stands against, -1 where that is open. With it the quotation may have `MOST_WORDS`.
    """
    count, n = sources.shape
    costs = np.empty((last - first + 1, count, n + 1), np.int32)
    skips, drops = _fill(query, first, last, sources, costs, open_start=open_start, fixed=fixed)
    costs += skips[:, None, None] * np.arange(n + 1, dtype=np.int32)
    costs[1:] += np.cumsum(drops, axis=0, dtype=np.int32)
    return costs


def least_costs(query: Query, sources: NDArray[np.uint32]) -> NDArray[np.int32]:
    """What the whole quotation costs at least in each of some sources of one length, open at both sides."""
    count, n = sources.shape
    costs = np.empty((2, count, n + 1), np.int32)
    skips, drops = _fill(query, 0, len(query.words), sources, costs, open_start=True)
    ends = costs[len(query.words) % 2] + skips[-1] * np.arange(n + 1, dtype=np.int32)
    least: NDArray[np.int32] = ends.min(axis=1) + drops.sum(dtype=np.int32)
    return least


def _fill(
    query: Query,
    first: int,
    last: int,
    sources: NDArray[np.uint32],
    costs: NDArray[np.int32],
    *,
    open_start: bool,
    fixed: NDArray[np.int64] | None = None,
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Fill the rows of a table one after another, again from the first where it has fewer than the quotation needs.

    Costs are less what passing over all words of the source before, and dropping all words of the quotation before, would
    cost, so that either costs nothing; what passing over a word costs in each row is returned, and what dropping each word.
    """
    words, n = query.words[first:last], sources.shape[1]
    skips, drops = np.full(len(words) + 1, SKIP, np.int32), np.full((len(words), 1, 1), DROP, np.int32)
    changes = np.full_like(drops, CHANGE)
    marked = query.is_marked
    if marked:
        skips[:] = [_skip_cost(query, i) for i in range(first, last + 1)]
        brackets = [w.bracket for w in words]
        drops[brackets], changes[brackets] = BRACKET_DROP, BRACKET_CHANGE
    keys = np.array([w.key for w in words], np.uint32)[:, None, None]
    spared = drops + skips[1:, None, None]
    step = np.where(sources == keys, -spared, changes - spared)
    if fixed is not None:
        drops = np.repeat(drops, len(sources), axis=1)
        which, word = np.nonzero(fixed >= 0)
        drops[word, which] = _NEVER
        step[word, which] = 0
        step[word, which, fixed[which, word]] = -skips[word + 1] - _NEVER
    steps = np.arange(n + 1, dtype=np.int32)
    costs[0] = -skips[0] * steps if open_start else 0
    costs[1:, :, 0] = costs[0, :, 0]
    change = np.diff(skips).tolist() if marked else [0] * len(words)
    rows, before, behind = list(costs), list(costs[:, :, :-1]), list(costs[:, :, 1:])
    add, least, accumulate = np.add, np.minimum, np.minimum.accumulate
    for i, other in enumerate(step):
        above, below = i % len(rows), (i + 1) % len(rows)
        if change[i]:
            passed = rows[above] - change[i] * steps
            add(other, passed[:, :-1], other)
            least(other, passed[:, 1:], out=behind[below])
        else:
            add(other, before[above], other)
            least(other, behind[above], out=behind[below])
        accumulate(rows[below], 1, None, rows[below])
    return skips, drops


def _skip_cost(query: Query, i: int) -> int:
    """What it costs to pass over one word of the source before word `i` of the quotation."""
    if query.free(i):
        return MARKED_SKIP
    words = query.words
    beside = (i > 0 and words[i - 1].bracket) or (i < len(words) and words[i].bracket)
    return BRACKET_SKIP if beside else SKIP


def last_words(rows: NDArray[np.int32], before: Sequence[int]) -> NDArray[np.int64]:
    """Where the sources end at least cost, by the last rows of their tables.

    A changed last word is preferred to one dropped and none in its place, among the words that cost anything: `before` is
    what was spent on those that are fixed.
    """
    ends: NDArray[np.int64] = rows.argmin(axis=1)
    width = rows.shape[1]
    for i, j in enumerate(ends.tolist()):
        least = rows.item(i, j)
        while least - before[i] > WORD // 2 and j + 1 < width and rows.item(i, j + 1) <= least:
            j += 1
        ends[i] = j
    return ends


def trace(
    query: Query,
    costs: NDArray[np.int32],
    source: NDArray[np.uint32],
    first: int,
    offset: int,
    j: int,
    *,
    open_start: bool,
    open_end: bool,
    fixed: NDArray[np.int64] | None = None,
) -> list[Op]:
    """The steps of the cheapest way through one source's table to its word `j`; the arguments are those of `table`."""
    words = query.words
    i, ops, end = len(costs) - 1, list[Op](), offset + j
    cost, key = costs.item, source.item
    at = None if fixed is None else fixed.tolist()
    while i > 0 or (j > 0 and not open_start):
        q, s = first + i - 1, offset + j - 1
        if at is not None and i > 0 and at[i - 1] >= 0:
            # Where a word is fixed, what stands behind it in the source is passed over.
            if at[i - 1] == j - 1:
                ops.append(Op("=", q, s))
                i -= 1
            else:
                ops.append(Op("i", q + 1, s))
            j -= 1
            continue
        here = cost(i, j)
        if i > 0 and j > 0:
            word = words[q]
            same = key(j - 1) == word.key
            if here - cost(i - 1, j - 1) == (0 if same else BRACKET_CHANGE if word.bracket else CHANGE):
                ops.append(Op("=" if same else "s", q, s))
                i, j = i - 1, j - 1
                continue
        if j > 0 and not (i == 0 and open_start) and here - cost(i, j - 1) == _skip_cost(query, q + 1):
            # At a marked gap many words are passed over: all at once, to the last one that may stand against a word.
            free = query.free(q + 1)
            to = _skipped_to(costs, source, words[q] if i > 0 else None, i, j) if free else j - 1
            ops.extend(Op("e" if free else "i", q + 1, offset + t) for t in range(j - 1, to - 1, -1))
            j = to
            continue
        ops.append(Op("d", q, s + 1))
        i -= 1
    ops.reverse()
    while open_end and ops and ops[-1].op in "ie":
        ops.pop()
    held = [n for n, op in enumerate(ops) if op.op == "=" and at is not None and at[op.q - first] >= 0]
    if open_end:
        tail = held[-1] + 1 if held else 0
        beside = ops[tail - 1].s + 1 if held else None if open_start else offset
        ops[tail:] = _less_strange(ops[tail:][::-1], 1, beside)[::-1]
    if open_start:
        head = held[0] if held else len(ops)
        beside = ops[head].s if held else None if open_end else end
        ops[:head] = _less_strange(ops[:head], 0, beside)
    return ops


def _less_strange(ops: list[Op], beyond: int, beside: int | None) -> list[Op]:
    """The steps of an open side without words of the source that only happen to stand where the quotation has its own.

    One or two there may be changed words; more in a row are words of the quotation that this place does not have. Where
    that is all of them, they stand before the source word `beside`, if one is known.
    """
    run = next((n for n, op in enumerate(ops) if op.op not in "sd"), len(ops))
    at = ops[run].s + beyond if run < len(ops) else beside
    if run < STRANGE or at is None:
        return ops
    return [*(Op("d", op.q, at) for op in ops[:run]), *ops[run:]]


def _skipped_to(costs: NDArray[np.int32], source: NDArray[np.uint32], word: Word | None, i: int, j: int) -> int:
    """Where the words of the source that are passed over before word `j`, at the marked gap of row `i`, begin."""
    row = costs[i, : j + 1]
    stop = np.diff(row[:j]) != MARKED_SKIP
    if word is not None:
        change = BRACKET_CHANGE if word.bracket else CHANGE
        stop |= row[1:j] - costs[i - 1, : j - 1] == np.where(source[: j - 1] == np.uint32(word.key), 0, change)
    held = np.flatnonzero(stop)
    return int(held[-1]) + 1 if len(held) else 0


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
