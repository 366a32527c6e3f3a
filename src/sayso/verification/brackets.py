"""What a bracket stands on in the source, where the words beside it have a claim to that too.

An alignment lays "the [new] healthcare" over "the health care" as if the bracket stood for "health": then "healthcare" would be
a change of "care". The bracket gives back what makes the word beside it the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sayso.verification.align import Op
from sayso.verification.query import Query

__all__ = ["give_back", "is_bracket", "reach"]

# So many words at most are given back: a word written as two, and letters with full stops between.
MOST = 2


def give_back(groups: list[list[Op]], query: Query, same: Callable[[int, int, int, int], str | None]) -> None:
    """Mend neighbouring groups of steps in place; `same` tells whether two stretches are no difference."""
    for n in range(len(groups) - 1):
        for i, j in ((n, n + 1), (n + 1, n)):
            if is_bracket(query, groups[i]) and not is_bracket(query, groups[j]) and groups[j][0].op != "e":
                groups[i], groups[j] = _given(groups[i], groups[j], same)


def _given(
    bracket: list[Op], beside: list[Op], same: Callable[[int, int, int, int], str | None]
) -> tuple[list[Op], list[Op]]:
    (qa, qb, sa, sb), (a, b, c, d) = reach(bracket), reach(beside)
    before, after = (qb, sb) == (a, c), (b, d) == (qa, sa)
    if a == b or not (before or after) or any(op.op == "=" for op in bracket):
        return bracket, beside
    for size in range(1, min(sb - sa, MOST) + 1):
        cut = sb - size if before else sa + size
        if same(a, b, *((cut, d) if before else (c, cut))):
            kept, given = ((sa, cut), (cut, sb)) if before else ((cut, sb), (sa, cut))
            words = [Op("i", a, s) for s in range(*given)]
            own = [*(Op("d", q, cut) for q in range(qa, qb)), *(Op("i", qb, s) for s in range(*kept))]
            return own, [*words, *beside] if before else [*beside, *words]
    return bracket, beside


def is_bracket(query: Query, group: Sequence[Op]) -> bool:
    """Whether a group of steps holds words in brackets."""
    return any(op.op in "=sd" and query.words[op.q].bracket for op in group)


def reach(group: Sequence[Op]) -> tuple[int, int, int, int]:
    """The words of the quotation, then those of the source, that a group of steps goes over: from, to, from, to."""
    q = [op.q for op in group if op.op in "=sd"]
    s = [op.s for op in group if op.op in "=sie"]
    qa, qb = (q[0], q[-1] + 1) if q else (group[0].q, group[0].q)
    sa, sb = (s[0], s[-1] + 1) if s else (group[0].s, group[0].s)
    return qa, qb, sa, sb
