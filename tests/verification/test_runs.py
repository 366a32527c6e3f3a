"""What is left out of a long look could not have mattered."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.library.index import Hits
from sayso.verification import runs
from sayso.verification.runs import Runs, heaviest_runs, heavy_hits, join, largest

UNMARKED = np.zeros(1, np.int64)
WIDTH = 60


@pytest.fixture(autouse=True, scope="module")
def few() -> object:
    """Long looks are made of sixteen sequences."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "FEW", 16)
        yield


def looks() -> st.SearchStrategy[Hits]:
    """Places of the sequences of a quotation of ten words, some of them copied in a row."""
    alone = st.tuples(st.integers(0, 3), st.integers(0, 300), st.integers(0, 7), st.just(1))
    copied = st.tuples(st.integers(0, 3), st.integers(0, 300), st.integers(0, 4), st.integers(2, 4))

    def built(lots: list[tuple[int, int, int, int]]) -> Hits:
        places = sorted({(d, p + i, q + i) for d, p, q, size in lots for i in range(size)})
        document, position, query = np.array(places, np.int64).T
        return Hits(document, position, query, 8.0 + query % 5)

    return st.lists(st.one_of(alone, copied), min_size=1, max_size=60).map(built)


def stretches(found: Runs) -> dict[tuple[int, int], float]:
    """The bits of the stretch that begins with each run."""
    out = {}
    for document, ps in zip(found.document.tolist(), found.ps.tolist(), strict=True):
        inside = (found.document == document) & (found.ps >= ps) & (found.ps < ps + WIDTH)
        out[document, ps] = float(found.bits[inside].sum())
    return out


@settings(deadline=None)
@given(looks())
def test_stretches_with_a_share_of_the_heaviest_run_keep_everything(hits: Hits) -> None:
    every = join(hits, 3, UNMARKED)
    kept, least = heavy_hits(hits, 3, UNMARKED, WIDTH, 0.5)
    assert least <= 0.5 * float(every.bits.max())
    after = stretches(join(kept, 3, UNMARKED))
    for place, bits in stretches(every).items():
        if bits >= max(least, 0.5 * float(every.bits.max())):
            assert after[place] == pytest.approx(bits)
        else:
            assert after.get(place, 0.0) <= bits + 1e-9


@settings(deadline=None)
@given(looks(), st.integers(1, 4))
def test_the_heaviest_runs_are_those_of_all(hits: Hits, most: int) -> None:
    every, some = join(hits, 3, UNMARKED), heaviest_runs(hits, 3, UNMARKED, most)
    assert np.sort(some.bits)[-most:].tolist() == np.sort(every.bits)[-most:].tolist()


@given(st.lists(st.integers(0, 5), max_size=30), st.integers(1, 40))
def test_the_largest_come_first_and_equal_ones_in_their_order(values: list[int], most: int) -> None:
    expected = sorted(range(len(values)), key=lambda i: -values[i])[:most]
    assert largest(np.array(values, np.float64), most).tolist() == expected
