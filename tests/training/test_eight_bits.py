"""Weights in eight bits: no pair of neighbours is too large, and little is lost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from training.eight_bits import by_column, by_direction


def spread(seed: int, shape: tuple[int, ...]) -> np.ndarray:
    """Weights as networks have them: many small, a few large."""
    return np.random.default_rng(seed).standard_t(3, size=shape).astype(np.float32)


@settings(max_examples=30)
@given(st.integers(0, 2**31), st.integers(1, 9), st.integers(1, 5))
def test_no_pair_can_pass_sixteen_bits(seed: int, inputs: int, columns: int) -> None:
    for quantise in (by_column, by_direction):
        whole, _ = quantise(spread(seed, (2, inputs, columns)))
        wide = np.pad(whole.astype(int), [(0, 0), (0, inputs % 2), (0, 0)])
        one, other = wide[:, ::2], wide[:, 1::2]
        assert (255 * (np.maximum(one, 0) + np.maximum(other, 0)) <= 2**15 - 1).all()
        assert (255 * (np.minimum(one, 0) + np.minimum(other, 0)) >= -(2**15)).all()


def test_less_is_lost_than_in_seven_bits() -> None:
    weights = spread(1, (384, 40))
    whole, units = by_column(weights)
    seven = np.abs(weights).max(0) / 64
    lost = np.square(weights - whole * units).sum()
    assert lost < 0.7 * np.square(weights - np.round(weights / seven) * seven).sum()


def test_whole_numbers_without_large_pairs_stay_as_they_are() -> None:
    weights = np.array([[127, 3], [-127, 8], [0, -127], [64, 2]], np.float32)
    whole, units = by_column(0.5 * weights)
    assert (whole == weights).all()
    assert np.allclose(units, 0.5)


@pytest.mark.parametrize(("quantise", "shape"), [(by_column, (2, 4)), (by_direction, (2,))])
def test_units_are_of_columns_or_of_directions(quantise: type, shape: tuple[int, ...]) -> None:
    assert quantise(spread(2, (2, 6, 4)))[1].shape == shape
    assert (quantise(np.zeros((2, 6, 4), np.float32))[0] == 0).all()
