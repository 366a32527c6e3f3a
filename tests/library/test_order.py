"""Places are sorted by the sequences that begin there, and come back from their packed form whatever its width."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.library.order import SAMPLE_EVERY, Packed, Part, half_bytes, sequence_order, sorted_parts, unpacked


def test_places_are_sorted_by_the_two_and_then_by_the_three_words_there() -> None:
    rng = np.random.default_rng(4)
    keys = np.append(rng.integers(0, 40, 5000, dtype=np.uint32), np.zeros(2, np.uint32))
    orders, places = (np.concatenate(column) for column in zip(*sorted_parts(keys), strict=True))
    assert sorted(places.tolist()) == np.flatnonzero(keys[:-2]).tolist()
    assert np.array_equal(orders, sequence_order(keys[places], keys[places + 1], keys[places + 2]))
    steps = np.diff(orders.astype(object))
    assert (steps >= 0).all()
    assert (np.diff(places.astype(np.int64))[steps == 0] > 0).all()
    pairs = keys[places].astype(np.int64) * 100 + keys[places + 1]
    assert np.count_nonzero(np.diff(pairs)) + 1 == len(np.unique(pairs))


def test_there_may_be_no_word() -> None:
    assert sum(len(part.places) for part in sorted_parts(np.zeros(3, np.uint32))) == 0


@pytest.mark.parametrize(("words", "width"), [(0, 6), (1 << 24, 6), (1 << 25, 7), (1 << 28, 7), (1 << 29, 8)])
def test_places_take_as_many_half_bytes_as_the_largest_needs(words: int, width: int) -> None:
    assert half_bytes(words) == width


@given(st.lists(st.lists(st.integers(0, (1 << 24) - 1), max_size=70), max_size=5), st.sampled_from([6, 7, 8]))
def test_packed_places_come_back(parts: list[list[int]], width: int) -> None:
    scale = {6: 1, 7: 16, 8: 256}[width]
    places = [np.array(part, np.uint32) * np.uint32(scale) for part in parts]
    packed = Packed((Part(p.astype(np.uint64), p) for p in places), width)
    data = b"ahead" + b"".join(packed)
    every = np.concatenate([np.empty(0, np.uint32), *places])
    assert packed.count == len(every)
    assert np.concatenate([np.empty(0), *packed.samples]).tolist() == every[::SAMPLE_EVERY].tolist()
    assert len(data) == 5 + (len(every) * width + 1) // 2
    data += bytes(4)
    any_four = np.ndarray((len(data) - 3,), "<u4", data, strides=(1,))
    assert np.array_equal(unpacked(any_four, 5, np.arange(len(every)), width), every)
