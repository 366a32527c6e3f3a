"""A word that a hyphen breaks at the end of a line, where it stands first or last in a quotation.

Inside one the alignment lays both halves over the whole word; at an end it lays the outer half over whatever the source
has beside it, which is no word of the quotation.
"""

from __future__ import annotations

import re

from sayso.text.folding import fold_word
from sayso.verification.align import Op
from sayso.verification.edits import Source
from sayso.verification.laying import Located
from sayso.verification.query import Query

__all__ = ["join_halves"]

_BREAK = re.compile(r"[-\u00ad\u2010]\s{0,4}\n\s{0,8}")


def join_halves(query: Query, located: Located, source: Source) -> Located:
    """The same place with a broken word at either end laid over the one word that it is."""
    if located.steps is None or len(located.steps) < 3:
        return located
    ops = list(located.steps)
    if _are_halves(query, ops[0], ops[1], source, ops[1].s):
        ops[0] = Op("d", ops[0].q, ops[1].s)
    if _are_halves(query, ops[-2], ops[-1], source, ops[-2].s):
        ops[-1] = Op("d", ops[-1].q, ops[-1].s)
    if tuple(ops) == located.steps:
        return located
    reached = [op.s for op in ops if op.op in "=s"]
    return located._replace(steps=tuple(ops), first=min(reached), last=max(reached))


def _are_halves(query: Query, one: Op, other: Op, source: Source, whole: int) -> bool:
    """Whether two neighbouring words of the quotation are the halves of word `whole` of the source."""
    if one.op != "s" or other.op != "s":
        return False
    a, b, text = query.words[one.q], query.words[other.q], query.text
    if not _BREAK.fullmatch(text, a.end, b.start):
        return False
    return fold_word(text[a.start : a.end] + text[b.start : b.end]) == fold_word(source.word(whole))
