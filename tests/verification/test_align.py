"""The alignment costs what the obvious recurrence says, for many sources at once and whatever words are fixed."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Span
from sayso.text.folding import tokenize
from sayso.verification.align import WORD, Op, align, anchored, least_costs, table, trace
from sayso.verification.query import Query, parse_query

WORDS = ["bar", "lock", "never", "ship", "timber", "malt"]
COSTS = {"=": 0.0, "e": 0.002, "s": 1.0, "d": 1.0, "i": 0.85}


def parse(words: list[str]) -> Query:
    text = " ".join(words)
    return parse_query(text, [Span(0, len(text))])


def keys(words: list[str]) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    return tokenize(" ".join(words)).keys


def cost(ops: list[Op]) -> float:
    return round(sum(COSTS[op.op] for op in ops), 3)


def naive(quoted: list[str], found: list[str], *, free: int | None = None) -> float:
    """The least cost of laying words over any stretch of others; before word `free` skips are marked."""
    best = [0.0] * (len(found) + 1)
    for i, word in enumerate(quoted, 1):
        row = [best[0] + 1]
        skip = 0.002 if i == free else 0.85
        for j, other in enumerate(found, 1):
            row.append(min(best[j - 1] + (word != other), best[j] + 1, row[-1] + skip))
        best = row
    return round(min(best), 3)


words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8)
sources = st.lists(st.lists(st.sampled_from(WORDS), min_size=12, max_size=12), min_size=1, max_size=4)


@given(words, sources)
def test_every_source_of_a_table_costs_what_the_recurrence_says(quoted: list[str], found: list[list[str]]) -> None:
    query = parse(quoted)
    rows = np.stack([keys(f) for f in found])
    expected = [naive(quoted, f) for f in found]
    assert (least_costs(query, rows) / WORD).tolist() == expected
    for row, least in zip(rows, expected, strict=True):
        assert cost(align(query, 0, len(quoted), row, 0, open_start=True, open_end=True)) == least


@given(words, words, st.lists(st.sampled_from(WORDS), min_size=1, max_size=30))
def test_a_marked_gap_is_passed_over_at_once(one: list[str], other: list[str], found: list[str]) -> None:
    query = parse([*one, "…", *other])
    ops = align(query, 0, len(query.words), keys(found), 0, open_start=True, open_end=True)
    assert cost(ops) <= naive([*one, *other], found, free=len(one)) + 0.002 * len(found)
    for before, after in pairwise(op for op in ops if op.op != "d"):
        assert after.s == before.s + 1


@settings(max_examples=200)
@given(words, st.lists(st.sampled_from(WORDS), min_size=6, max_size=20), st.data())
def test_fixed_words_are_kept_and_cost_what_aligning_between_them_does(
    quoted: list[str], found: list[str], data: st.DataObject
) -> None:
    query, row = parse(quoted), keys(found)
    pairs: list[tuple[int, int]] = []
    for q, word in enumerate(quoted):
        later = [s for s, w in enumerate(found) if w == word and (not pairs or s > pairs[-1][1])]
        if later and data.draw(st.booleans()):
            pairs.append((q, data.draw(st.sampled_from(later))))
    fixed = np.full(len(quoted), -1, np.int64)
    for q, s in pairs:
        fixed[q] = s
    costs = table(query, 0, len(quoted), row[None, :], open_start=True, fixed=fixed[None, :])[:, 0]
    j = int(costs[-1].argmin())
    ops = trace(query, costs, row, 0, 0, j, open_start=True, open_end=True, fixed=fixed)
    assert {("=", q, s) for q, s in pairs} <= set(ops)
    assert cost(ops) == costs[-1].min() / WORD == cost(anchored(query, pairs, row, 0))
