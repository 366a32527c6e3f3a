"""A word that one text writes in two ("health care", or broken by a hyphen at the end of a line), first or last in a quotation.

Inside one the alignment lays both halves over the whole word; at an end it lays the outer half over whatever the source
has beside it, which is no word of the quotation, or the whole over one half.
"""

from __future__ import annotations

import re

from sayso.text.folding import fold_word
from sayso.verification.align import Op
from sayso.verification.edits import Source
from sayso.verification.laying import Located
from sayso.verification.query import Query

__all__ = ["join_halves"]

_BREAK = re.compile(r"[-\u00ad\u2010]?\s{0,8}")


def join_halves(query: Query, located: Located, source: Source) -> Located:
    """The same place with a word in two parts at either end laid over the one word that it is, or one word over both parts."""
    if located.steps is None or len(located.steps) < 3:
        return located
    ops = list(located.steps)
    if _are_halves(query, ops[0], ops[1], source, ops[1].s):
        ops[0] = Op("d", ops[0].q, ops[1].s)
    if _are_halves(query, ops[-2], ops[-1], source, ops[-2].s):
        ops[-1] = Op("d", ops[-1].q, ops[-1].s)
    ops = _over_both(query, ops, source)
    if tuple(ops) == located.steps:
        return located
    reached = [op.s for op in ops if op.op in "=s"]
    return located._replace(steps=tuple(ops), first=min(reached), last=max(reached))


def _over_both(query: Query, ops: list[Op], source: Source) -> list[Op]:
    """The steps with a first or last word laid over both parts that the source writes it in."""
    first, last = ops[0], ops[-1]
    if last.op == "s" and _is_in_two(query, last, source, last.s):
        ops = [*ops[:-1], Op("i", last.q, last.s), Op("s", last.q, last.s + 1)]
    if first.op == "s" and _is_in_two(query, first, source, first.s - 1):
        ops = [Op("s", first.q, first.s - 1), Op("i", first.q + 1, first.s), *ops[1:]]
    return ops


def _is_in_two(query: Query, op: Op, source: Source, part: int) -> bool:
    """Whether words `part` and the next of the source make up a word of the quotation."""
    at, word = part - source.first, query.words[op.q]
    if (
        at < 0
        or at + 1 >= len(source.starts)
        or not _BREAK.fullmatch(source.text, source.ends[at], source.starts[at + 1])
    ):
        return False
    return fold_word(query.text[word.start : word.end]) == fold_word(source.word(part) + source.word(part + 1))


def _are_halves(query: Query, one: Op, other: Op, source: Source, whole: int) -> bool:
    """Whether two neighbouring words of the quotation are the halves of word `whole` of the source."""
    if one.op != "s" or other.op != "s":
        return False
    a, b, text = query.words[one.q], query.words[other.q], query.text
    if not _BREAK.fullmatch(text, a.end, b.start):
        return False
    return fold_word(text[a.start : a.end] + text[b.start : b.end]) == fold_word(source.word(whole))
