"""The ends of an alignment read again in the text: words that a place does not have are added ones, not changed ones.

Where the words of a quotation end that a source holds, the alignment goes on as best it can, and lays what the document adds
over whatever the source says next. A reader would not call "now" a change of the "Nobody" that opens the next sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.library.index import Index
from sayso.verification.align import Op
from sayso.verification.edits import Source
from sayso.verification.laying import COST, Located
from sayso.verification.noise import speech_tags
from sayso.verification.query import Query

__all__ = ["read_ends"]

# So many words at an end of which at most one in so many is the source's are no words of the source.
CHANCE, ONE_IN = 5, 5
# So many words at an end may stand further off, behind so many or this share of the quotation's that it leaves out.
MOST, LEAST, SHARE = 12, 3, 0.2
# So many words in a row are no chance: more may be left out before them, and so many words of a speech tag.
IN_A_ROW, LEFT_OUT, TAG = 4, 12, 30
_SENTENCE = re.compile(r"[a-z\d][”’\"')\]]{0,2}[.!?…][”’\"')\]*_]{0,3}\s|\n\s*\n")
_STOP = re.compile(r"[.!?…]")


def read_ends(query: Query, located: Located, source: Source, index: Index) -> Located:
    """The same place, whose words are those of `source`, without words at its ends that only chance lays over them."""
    if located.steps is None or not any(op.op in "sd" for op in located.steps):
        return located
    ops = _further_off(query, list(located.steps), located.document, source.text, index)
    ops = _further_off(query, ops[::-1], located.document, source.text, index)[::-1]
    if ops[0].s >= source.first and source.first + len(source.starts) > ops[-1].s:
        ops = _read(query, ops, source)
        ops = _read(query, ops[::-1], source)[::-1]
    reached = [op.s for op in ops if op.op in "=s"]
    if not reached or tuple(ops) == located.steps:
        return located
    equal = sum(op.op == "=" for op in ops)
    cost = located.cost + sum(COST[op.op] for op in ops) - sum(COST[op.op] for op in located.steps)
    return located._replace(steps=tuple(ops), cost=cost, equal=equal, first=min(reached), last=max(reached))


def _read(query: Query, ops: list[Op], source: Source) -> list[Op]:
    """The steps, in either order, with those at the head of the list read again."""
    run = max(_by_chance(query, ops), _over_a_stop(query, ops, source))
    rest = ops[run:]
    while rest and rest[0].op in "ie":
        rest.pop(0)
    if not run or not rest:
        return ops
    at = rest[0].s + (ops[0].q > rest[0].q)
    return [*(Op("d", op.q, at) for op in ops[:run] if op.op in "=sd"), *rest]


def _further_off(query: Query, ops: list[Op], document: int, text: str, index: Index) -> list[Op]:
    """The steps, in either order, where the first words stand in a row further off: what is between was left out.

    "Our neighbours (the merchants of Vesk) have offered" is nearer to "Our neighbours have offered" than two changed words.
    """
    if all(op.op == "=" for op in ops[:IN_A_ROW]):
        return ops
    head = _unsure(ops)
    words = sorted(op.q for op in ops[:head] if op.op in "=sd")
    run = len(words)
    if not 2 <= run <= MOST:
        return ops
    back, edge = ops[0].q > ops[head].q, ops[head].s
    wanted = [query.words[q].key for q in words]
    reach = run + (TAG if run >= IN_A_ROW else int(max(LEAST, SHARE * len(query.words))))
    low = edge + 1 if back else max(0, edge - reach)
    keys = index.keys(document, low, edge + 1 + reach if back else edge).tolist()
    places = [n for n in range(len(keys) - run + 1) if keys[n : n + run] == wanted]
    if not places:
        return ops
    at = low + (places[0] if back else places[-1])
    a, b = (edge, at) if back else (at + run - 1, edge)
    starts, ends = index.window(document, a, b + 1)
    between = text[ends[0] - 1 : starts[-1] + 1] if ends else ""
    near = b - a <= LEFT_OUT if run >= IN_A_ROW else not _SENTENCE.search(between)
    if not between or not (near or speech_tags(between)):
        return ops
    equal = [Op("=", q, at + n) for n, q in enumerate(words)]
    left_out = [Op("i", words[0] if back else words[-1] + 1, s) for s in range(a + 1, b)]
    return [*reversed(equal), *reversed(left_out), *ops[head:]] if back else [*equal, *left_out, *ops[head:]]


def _unsure(ops: Sequence[Op]) -> int:
    """How many steps from the first on come before the words that are certainly the source's."""
    head = next((n for n, op in enumerate(ops) if op.op not in "sd"), len(ops))
    if head == len(ops) or ops[head].op != "=":
        head = 0
    kinds = "".join(op.op for op in ops)
    sure = kinds.find("=" * IN_A_ROW)
    # A word of the source may stand by chance among those laid over it.
    several = sum(kind in "=sd" for kind in kinds[: max(0, sure)]) >= IN_A_ROW
    return sure if sure > head and several and kinds[:sure].strip("=") else head


def _by_chance(query: Query, ops: Sequence[Op]) -> int:
    """How many steps from the first on hold words of which hardly one is the source's."""
    words = equal = run = 0
    laid = False
    for n, op in enumerate(ops, 1):
        laid = laid or op.op in "si"
        if op.op not in "=sd":
            continue
        if query.words[op.q].bracket:
            break
        words += 1
        equal += op.op == "="
        if ONE_IN * equal > len(query.words):
            break
        # What only comes in between leaves the source's last word where it belongs: "shut to — they want it shut down".
        if laid and op.op != "=" and words >= CHANCE and ONE_IN * equal <= words:
            run = n
    return run


def _over_a_stop(query: Query, ops: Sequence[Op], source: Source) -> int:
    """How many steps from the first on lay words of the quotation over those of another sentence of the source."""
    run = next((n for n, op in enumerate(ops) if op.op not in "sd" or query.words[op.q].bracket), len(ops))
    laid = [op for op in ops[:run] if op.op == "s"]
    if not laid or run == len(ops) or ops[run].op != "=":
        return 0
    a, b = sorted((ops[run].s - source.first, laid[-1].s - source.first))
    if not _SENTENCE.search(source.text[source.ends[a] - 1 : source.starts[b]]):
        return 0
    c, d = sorted((ops[run].q, ops[run - 1].q))
    return 0 if _STOP.search(query.text[query.words[c].end : query.words[d].start]) else run
