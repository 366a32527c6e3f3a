"""Runs and stretches are those of the obvious way, and what is left out of a long look could not have mattered."""

from __future__ import annotations

from itertools import groupby

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.library.index import Hits
from sayso.verification import runs
from sayso.verification.candidates import WEAK, _by_window
from sayso.verification.runs import in_order, join, largest

UNMARKED = np.zeros(1, np.int64)
WIDTH = 60


def looks() -> st.SearchStrategy[Hits]:
    """Places of the sequences of a quotation of ten words, some of them copied in a row."""
    alone = st.tuples(st.integers(0, 3), st.integers(0, 300), st.integers(0, 7), st.just(1))
    copied = st.tuples(st.integers(0, 3), st.integers(0, 300), st.integers(0, 4), st.integers(2, 4))

    def built(lots: list[tuple[int, int, int, int]]) -> Hits:
        places = sorted({(q + i, d, p + i) for d, p, q, size in lots for i in range(size)})
        query, document, position = np.array(places, np.int64).T
        return Hits(document, position, query, 8.0 + query % 5)

    return st.lists(st.one_of(alone, copied), min_size=1, max_size=60).map(built)


def naive(hits: Hits) -> list[tuple[int, int, int, int, int, float]]:
    """The runs as rows of document, `qs`, `qe`, `ps`, `pe` and bits."""
    rows = zip(*(column.tolist() for column in hits), strict=True)
    out = []
    for (document, diagonal), same in groupby(
        sorted((d, p - q, q, bits) for d, p, q, bits in rows), lambda row: row[:2]
    ):
        for _, _, q, bits in same:
            if out and out[-1][0] == document and out[-1][3] - out[-1][1] == diagonal and q + 3 - out[-1][2] <= 4:
                out[-1] = (*out[-1][:2], q + 3, out[-1][3], diagonal + q + 3, out[-1][5] + bits)
            else:
                out.append((document, q, q + 3, diagonal + q, diagonal + q + 3, bits))
    return out


@pytest.mark.parametrize("packed", [True, False])
def test_runs_are_those_of_the_obvious_way(monkeypatch: pytest.MonkeyPatch, packed: bool) -> None:
    monkeypatch.setattr(runs, "_MOST_BITS", 63 if packed else 0)

    @given(looks())
    def same(hits: Hits) -> None:
        found = join(hits, 3, UNMARKED)
        assert list(zip(*(column.tolist() for column in found), strict=True)) == naive(hits)

    same()


@given(looks())
def test_no_stretch_holds_more_than_those_that_are_kept(hits: Hits) -> None:
    found = join(hits, 3, UNMARKED)
    worth = np.zeros(11)
    worth[hits.query + 1] = hits.bits
    places = set(zip(hits.document.tolist(), hits.position.tolist(), hits.query.tolist(), strict=True))

    def held(some: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> float:
        rows = list(zip(*(column[some].tolist() for column in found), strict=True))
        words = {q for d, qs, qe, ps, _, _ in rows for q in range(qs, qe - 2) if (d, ps + q - qs, q) in places}
        return sum(float(worth[q + 1]) for q in words)

    groups, others = _by_window(found, WIDTH, np.cumsum(worth), 3)
    kept = np.zeros(len(found.ps), bool)
    for group in groups:
        assert not kept[group].any()
        assert found.ps[group].max() - found.ps[group].min() < WIDTH
        kept[group] = True
    heaviest = 0.0
    for document, ps in zip(found.document, found.ps, strict=True):
        inside = (found.document == document) & (found.ps >= ps) & (found.ps < ps + WIDTH)
        heaviest = max(heaviest, float(found.bits[inside].sum()))
        assert held(inside & ~kept) <= others + 1e-6
    assert others <= max(heaviest, WEAK * float(found.bits.max()))


@given(st.lists(st.integers(0, 1 << 40), max_size=30))
def test_numbers_in_order_know_where_they_stood(values: list[int]) -> None:
    if values:
        array = np.array(values, np.int64)
        ordered, where = in_order(array)
        assert ordered.tolist() == sorted(values)
        assert where.tolist() == np.argsort(array, kind="stable").tolist()


@given(st.lists(st.integers(0, 5), max_size=30), st.integers(1, 40))
def test_the_largest_come_first_and_equal_ones_in_their_order(values: list[int], most: int) -> None:
    expected = sorted(range(len(values)), key=lambda i: -values[i])[:most]
    assert largest(np.array(values, np.float64), most).tolist() == expected
