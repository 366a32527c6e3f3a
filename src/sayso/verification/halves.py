"""A first or last word that the two texts write in different numbers of words: "health care", "30%", "the U.S.", or broken by a
hyphen at the end of a line.

Inside a quotation the alignment lays all of one over all of the other; at an end it lays what is left over whatever the source
has beside it, which is no word of the quotation, or the whole over a part.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.verification.align import Op
from sayso.verification.edits import Source, reads_same
from sayso.verification.laying import Located
from sayso.verification.query import Query

__all__ = ["join_halves"]

# So many words at an end may be written in so many others.
MOST = 3


def join_halves(query: Query, located: Located, source: Source) -> Located:
    """The same place with what stands at either end laid over just those words of the source that say the same in others."""
    if located.steps is None or len(located.steps) < 3:
        return located
    ops = list(located.steps)
    first = next((n for n, op in enumerate(ops) if op.op == "="), len(ops))
    if 0 < first <= MOST + 1:
        ops = [*_head(query, ops, first, source), *ops[first:]]
    last = next((n for n in range(len(ops) - 1, -1, -1) if ops[n].op == "="), -1)
    if last >= 0 and 0 < len(ops) - 1 - last <= MOST + 1:
        ops = [*ops[: last + 1], *_tail(query, ops, last, source)]
    if tuple(ops) == located.steps:
        return located
    reached = [op.s for op in ops if op.op in "=s"]
    return located._replace(steps=tuple(ops), first=min(reached), last=max(reached))


def _head(query: Query, ops: Sequence[Op], first: int, source: Source) -> Sequence[Op]:
    """The steps before the first word that is the same."""
    words, end = ops[first].q, ops[first].s
    for size in range(MOST + 1):
        if end - size >= source.first and _says(query, 0, words, source, end - size, end):
            return _laid(0, words, end - size, end, head=True)
    return ops[:first]


def _tail(query: Query, ops: Sequence[Op], last: int, source: Source) -> Sequence[Op]:
    """The steps after the last word that is the same."""
    words, start = ops[last].q + 1, ops[last].s + 1
    for size in range(MOST + 1):
        fits = start + size <= source.first + len(source.starts)
        if fits and _says(query, words, len(query.words), source, start, start + size):
            return _laid(words, len(query.words), start, start + size, head=False)
    return ops[last + 1 :]


def _says(query: Query, qa: int, qb: int, source: Source, sa: int, sb: int) -> bool:
    if not 0 < qb - qa <= MOST or any(w.bracket for w in query.words[qa:qb]):
        return False
    return reads_same(query, qa, qb, source, sa, sb)


def _laid(qa: int, qb: int, sa: int, sb: int, *, head: bool) -> list[Op]:
    """Some words of the quotation over some of the source, the outermost over the outermost."""
    pairs = min(qb - qa, sb - sa)
    if head:
        more = [Op("i", qa + pairs, s) for s in range(sa + pairs, sb)] + [Op("d", q, sb) for q in range(qa + pairs, qb)]
        return [Op("s", qa + n, sa + n) for n in range(pairs)] + more
    more = [Op("i", qa, s) for s in range(sa, sb - pairs)] + [Op("d", q, sa) for q in range(qa, qb - pairs)]
    return more + [Op("s", qb - pairs + n, sb - pairs + n) for n in range(pairs)]
